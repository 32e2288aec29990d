import { type FunctionName, functionContracts } from '../../../../shared/contracts/functions.ts'
import { button } from '../../../../shared/pages/components/action-form.ts'
import { checkbox } from '../../../../shared/pages/components/form-fields.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { counted } from '../../command/format.ts'
import { type ShownGroup, shownGroup, ways } from '../../dead-letters/dead-letters-in-words.ts'
import { byCause, withOpened } from '../../dead-letters/opened.ts'
import { OperatorProblem } from '../../problem.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { follow } from './work.ts'

/** The number of letters that are read from a queue. */
const looked = 1000

/** @throws OperatorProblem if there is no such function */
export function functionNamed(name = ''): FunctionName {
  if (Object.hasOwn(functionContracts, name)) return name as FunctionName
  throw new OperatorProblem(`There is no function "${name}".`)
}

/** Failures and their causes. Reading takes letters out of the queue for a moment, so it is a button and not a link. */
export const deadLetterRoutes: ConsoleRoutes = {
  get: {
    '/dead-letters': async (_request, context) => {
      const waiting = (await context.deps.deadLetters.counts()).filter(queue => queue.waiting > 0)
      const main = html`${
        waiting.length === 0
          ? html`<p class="app-verdict app-verdict--good">No dead letters.</p>`
          : html`<p class="govuk-body">What could not be taken in, by the function that it was for. Nothing is lost while it is here.</p>`
      }
${waiting.map(
  queue => html`<section class="app-card"><h2 class="govuk-heading-s">${queue.name}: ${counted(queue.waiting, 'letter')}</h2>
${lookForm(context, queue.name)}</section>\n`,
)}`
      return consolePage(context, { title: 'Dead letters', section: 'Dead letters', main })
    },
  },
  post: {
    '/dead-letters/{name}': ({ params: { name: asked }, form }, context) => {
      const name = functionNamed(asked)
      const unmask = form.get('unmask') === 'yes'
      return follow(context, {
        title: `Dead letters of ${name}`,
        section: 'Dead letters',
        back: { path: '/dead-letters', words: 'All dead letters' },
        run: () =>
          withOpened(context.deps, name, looked, async ({ letters, more }) => ({
            title: `Dead letters of ${name}`,
            main: groups(
              context,
              name,
              byCause(letters).map(group => shownGroup(group, unmask)),
              more,
            ),
          })),
      })
    },
  },
}

const lookForm = ({ at }: ConsoleContext, name: FunctionName): Html =>
  html`<form method="post" action="${at(`/dead-letters/${name}`)}">
${checkbox({ name: 'unmask', id: `unmask-${name}`, field: { label: 'Show names and addresses too' }, errorPrefix: 'Error:' })}
${button({ text: 'Look inside', about: name })}
</form>`

function groups(
  context: ConsoleContext,
  name: FunctionName,
  shown: readonly ShownGroup[],
  more: boolean,
): Html {
  if (shown.length === 0)
    return html`<p class="govuk-body">Nothing is here now. What somebody else looks at comes back within 15 minutes.</p>`
  return html`${more && html`<p class="govuk-body">These are the first; there are more.</p>`}
${shown.length > 1 && html`<p class="app-ways">${waysOn(context, name)}</p>`}
${shown.map(group => groupCard(context, name, group))}`
}

/** The actions on letters: on those of one cause, or on all. */
const waysOn = ({ at }: ConsoleContext, name: FunctionName, cause?: ShownGroup): Html => {
  const query = cause ? `?cause=${cause.code}` : ''
  const which = cause ? 'these' : 'all of them'
  return html`<a class="govuk-link" href="${at(`/dead-letters/${name}/redrive${query}`)}">Redrive ${which}<span class="govuk-visually-hidden"> ${cause?.cause}</span></a>
<a class="govuk-link" href="${at(`/dead-letters/${name}/discard${query}`)}">Discard ${which}<span class="govuk-visually-hidden"> ${cause?.cause}</span></a>`
}

const groupCard = (context: ConsoleContext, name: FunctionName, group: ShownGroup): Html => {
  const { code, cause, letters, oldest, way, example } = group
  return html`<section class="app-card"><h2 class="govuk-heading-s">${cause}</h2>
<p class="govuk-body">${counted(letters, 'letter')}, the oldest of ${context.time(oldest)}. ${ways[way]}</p>
<p class="app-ways">${waysOn(context, name, group)}</p>
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">One of them, whole (${code})</span></summary>
<pre class="app-code" tabindex="0">${JSON.stringify(example, null, 2)}</pre></details></section>\n`
}
