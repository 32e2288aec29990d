import { everythingAbout } from '../../../../shared/application/everything-about.ts'
import { titlesAsSent } from '../../../../shared/application/titles-as-sent.ts'
import { actionForm, button } from '../../../../shared/pages/components/action-form.ts'
import { textInput } from '../../../../shared/pages/components/form-fields.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { downloadResponse, seeOther, type WebResponse } from '../../../../shared/web/response.ts'
import { printable } from '../../../terminal/printable.ts'
import { counted } from '../../command/format.ts'
import { timeIn } from '../../command/style.ts'
import {
  type AboutPerson,
  aboutWords,
  deadLettersAbout,
  onlyBegunWords,
} from '../../dead-letters/about-person.ts'
import { exportPage } from '../../learner/export.ts'
import { findPerson } from '../../learner/find-person.ts'
import { nextLeavesOut } from '../../learner/next.ts'
import { type Story, tellStory } from '../../learner/story.ts'
import { hasMoment, nextWords } from '../../learner/story-lines.ts'
import { OperatorProblem } from '../../problem.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { summaryList, table } from '../views/table.ts'
import { follow } from './work.ts'

/** The page of one person. An address is posted and never part of a URL, which browsers remember; a random id may be. */
export const learnerRoutes: ConsoleRoutes = {
  get: {
    '/learner': (_request, context) => search(context),
    '/learner/{id}': async ({ params: { id = '' } }, context) => {
      const { deps } = context
      const record = await findPerson(deps, id)
      const [story, queues] = await Promise.all([tellStory(deps, record), deps.deadLetters.counts()])
      const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0)
      const main = html`${waiting > 0 && lookForm(context, id, waiting)}${storyHtml(story, context)}`
      return consolePage(context, { title: story.email, section: 'Learner', main, zone: story.zone })
    },
    '/learner/{id}/export.json': async ({ params: { id = '' } }, { deps }) => {
      const record = await findPerson(deps, id)
      const everything = everythingAbout(record, { titles: await titlesAsSent(deps.library, record) })
      return downloadResponse(
        `learner-${id}.json`,
        'application/json',
        printable(`${JSON.stringify(everything, null, 2)}\n`),
      )
    },
    '/learner/{id}/export.html': async ({ params: { id = '' } }, { deps }) => {
      const record = await findPerson(deps, id)
      return downloadResponse(
        `learner-${id}.html`,
        'text/html',
        printable(exportPage(record, await tellStory(deps, record))),
      )
    },
  },
  post: {
    '/learner': async ({ form }, context) => {
      const who = form.get('who')?.trim() ?? ''
      try {
        const { learner } = await findPerson(context.deps, who)
        return seeOther(context.at(`/learner/${learner.id}`))
      } catch (error) {
        if (error instanceof OperatorProblem) return search(context, who, error.message)
        throw error
      }
    },
    // Reading takes letters out of the queues for a moment, so it is a button and not a link.
    '/learner/{id}/dead-letters': ({ params: { id = '' } }, context) => {
      const title = 'Dead letters about them'
      return follow(context, {
        title,
        section: 'Learner',
        back: { path: `/learner/${id}`, words: 'Back to what happened to them' },
        run: async () => ({
          title,
          main: deadLettersHtml(await deadLettersAbout(context.deps, id), context),
        }),
      })
    },
  },
}

const lookForm = ({ at }: ConsoleContext, id: string, waiting: number): Html =>
  html`<section class="app-card" aria-label="Dead letters"><p class="govuk-body">${counted(waiting, 'dead letter')} of anybody ${waiting === 1 ? 'waits' : 'wait'}.</p>
${actionForm({ to: at(`/learner/${id}/dead-letters`), hidden: {}, button: { text: 'Look for those about them', kind: 'secondary' } })}</section>\n`

function search(context: ConsoleContext, who = '', error?: string): WebResponse {
  const main = html`<form method="post" action="${context.at('/learner')}" novalidate>
${textInput({
  name: 'who',
  field: { label: 'Email address, or id', hint: 'What happened to them, why or why not, and what is next.' },
  value: who,
  error,
  errorPrefix: 'Error:',
  autocomplete: 'off',
})}
${button({ text: 'Find them' })}
</form>`
  const failed = error !== undefined
  return consolePage(
    context,
    { title: 'Find a learner', section: 'Learner', main, failed },
    failed ? 404 : 200,
  )
}

/** The dead letters about a person. */
function deadLettersHtml({ found, onlyBegun }: AboutPerson, { at, deps, time }: ConsoleContext): Html {
  if (found.length + onlyBegun.length === 0)
    return html`<p class="app-verdict app-verdict--good">No dead letter is about them.</p>`
  return html`<section class="app-verdict app-verdict--bad" aria-label="Dead letters about them">
<p class="govuk-body"><strong>Something about them could not be taken in.</strong></p>
<ul class="govuk-list govuk-list--bullet">${found.map(
    one => html`<li>${aboutWords(one, deps.system, time).words}</li>\n`,
  )}${onlyBegun.map(name => html`<li>${onlyBegunWords(name)}</li>\n`)}</ul>
<p class="govuk-body"><a class="govuk-link" href="${at('/dead-letters')}">See the dead letters</a></p></section>\n`
}

function storyHtml(story: Story, { at, links }: ConsoleContext): Html {
  const time = timeIn(story.zone)
  const inSeveral = story.journeys.length > 1
  const own = `/learner/${story.id}`
  return html`<p class="govuk-body-l">${story.status}</p>
<div class="app-columns"><div>
${story.journeys.map(
  ({ title, where, done, next }) => html`<section class="app-card"><h2 class="govuk-heading-s">${title}</h2>
<p class="govuk-body">${where} ${done} done.</p>
<p class="govuk-body"><strong>Next:</strong> ${nextWords(next, time)}</p></section>\n`,
)}
${story.next.map(next => html`<p class="govuk-body"><strong>Next:</strong> ${nextWords(next, time)}</p>`)}
${hasMoment(story) && html`<p class="govuk-body-s">${nextLeavesOut}</p>`}
</div>
<div>${summaryList([
    ['Id', story.id],
    ['First name', story.firstName ?? 'not given'],
    ['Consent', story.consent],
    ['Emails', story.likes],
  ])}
<h2 class="govuk-heading-s">What you can do</h2>
<ul class="govuk-list app-links">
${links
  .filter(one => one.at.startsWith('/learner/{who}/'))
  .map(
    one =>
      html`<li><a class="govuk-link" href="${at(one.at.replace('/learner/{who}', own))}">${one.link}</a></li>\n`,
  )}
<li>Everything held about them: <a class="govuk-link" href="${at(`${own}/export.html`)}">to read</a>, <a class="govuk-link" href="${at(`${own}/export.json`)}">as JSON</a></li>
</ul></div></div>
${table({
  caption: `What happened, newest first (times of ${story.zone})`,
  columns: ['when', ...(inSeveral ? ['journey'] : []), 'what'],
  rows: story.history
    .toReversed()
    .map(({ at: when, words, journeyId }) => [time(when), ...(inSeveral ? [journeyId ?? ''] : []), words]),
})}`
}
