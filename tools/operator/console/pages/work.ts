import { setTimeout as delay } from 'node:timers/promises'
import { button } from '../../../../shared/pages/components/action-form.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { pageResponse, seeOther, type WebResponse } from '../../../../shared/web/response.ts'
import { progressWords } from '../../command/progress.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage, notHere } from '../views/frame.ts'
import type { Task, Work } from '../works.ts'

/**
 * How long the first page waits, in milliseconds. Most work ends within this time, so visitors without JavaScript
 * need not reload.
 */
const patience = 400

/** Starts work and redirects to the page that follows it. */
export async function follow({ works, at }: ConsoleContext, task: Task): Promise<WebResponse> {
  const { id, ended } = works.start(task)
  await Promise.race([ended, delay(patience, undefined, { ref: false })])
  return seeOther(at(`/work/${id}`))
}

/** Running tasks and their outcomes. */
export const workRoutes: ConsoleRoutes = {
  get: {
    '/work/{id}': (request, context) => {
      const work = context.works.find(request.params['id'] ?? '')
      return work ? workPage(context, work) : notHere(context)
    },
    '/work/{id}/state': (request, context) => {
      const work = context.works.find(request.params['id'] ?? '')
      if (!work) return notHere(context)
      return pageResponse(() => state(context, work).toString(), {
        headers: { 'X-Work': isOver(work) ? 'over' : 'running' },
      })
    },
  },
  post: {
    '/work/{id}/stop': ({ params: { id = '' } }, { works, at }) => {
      const work = works.find(id)
      if (work?.canStop) work.isStopping = true
      return seeOther(at(`/work/${id}`))
    },
  },
}

const isOver = ({ outcome, problem }: Work): boolean => outcome !== undefined || problem !== undefined

function workPage(context: ConsoleContext, work: Work): WebResponse {
  const { outcome, problem, back, section } = work
  const way = html`<p class="govuk-body"><a class="govuk-link" href="${context.at(back.path)}">${back.words}</a></p>`
  if (problem !== undefined) {
    const main = html`<p class="app-verdict app-verdict--bad">${problem}</p>${way}`
    return consolePage(context, { title: `Not done: ${work.title}`, section, main, failed: true })
  }
  if (outcome)
    return consolePage(context, { title: outcome.title, section, main: html`${outcome.main}${way}` })
  const main = html`<div data-live="${context.at(`/work/${work.id}/state`)}">${state(context, work)}</div>
<noscript><p class="govuk-body"><a class="govuk-link" href="${context.at(`/work/${work.id}`)}">Look again</a></p></noscript>`
  return consolePage(context, { title: work.title, section, main })
}

function state({ at }: ConsoleContext, { id, said, progress, canStop, isStopping }: Work): Html {
  const { done = 0, of } = progress ?? {}
  const bar =
    of === undefined
      ? html`<progress aria-label="How far it is"></progress>`
      : html`<progress aria-label="How far it is" value="${Math.min(done, of)}" max="${of}"></progress>`
  return html`<div class="app-work">
${bar}
<p class="govuk-body">${progress ? progressWords(progress) : 'Begun.'}</p>
<div role="status">${said.map(words => html`<p class="govuk-body">${words}</p>`)}${isStopping && html`<p class="govuk-body">It stops at the next step.</p>`}</div>
${canStop && !isStopping && html`<form method="post" action="${at(`/work/${id}/stop`)}">${button({ text: 'Stop', kind: 'secondary' })}</form>`}
</div>`
}
