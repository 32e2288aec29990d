import { type Html, html, type Insert } from '../../../../shared/web/html.ts'
import type { HeldBack } from '../../status/held.ts'
import { allowanceWords, heldBy, waitingWords } from '../../status/held-words.ts'
import { releaseWords } from '../../status/released.ts'
import { readStatus, type Status } from '../../status/status.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { table } from '../views/table.ts'

/** Everything that is held back, by operators or by the system, and what else can be. */
export const holdRoutes: ConsoleRoutes = {
  get: {
    '/holds': async (_request, context) => {
      const status = await readStatus(context.deps)
      const main = html`${holdsHtml(status, context)}
<h2 class="govuk-heading-m">Hold back more</h2>
<p class="app-ways">${holdable(status).map(name => way(context, `/hold/${name.replace(' ', '/')}`, `Hold back ${name}`))}</p>
<p class="govuk-body">One module of a journey, or its next version once its first emails are out: from the page of <a class="govuk-link" href="${context.at('/journeys')}">the journey</a>.</p>`
      return consolePage(context, { title: 'Held back', section: 'Held back', main })
    },
  },
  post: {},
}

const way = ({ at }: ConsoleContext, path: string, words: string): Html =>
  html`<a class="app-go" href="${at(path)}">${words}</a>\n`

function holdsHtml(status: Status, context: ConsoleContext): Html {
  if (status.held.length === 0) return html`<p class="govuk-body">Nothing is held back.</p>`
  const columns = [
    'what',
    'since',
    'by whom or what',
    'goes out all the same',
    'who waits',
    'released now',
    'what ends it',
  ]
  const rows = status.held.map(hold => [
    hold.of,
    hold.since === undefined ? '' : context.time(hold.since),
    heldBy(hold, status),
    allowanceWords(hold),
    hold.people > 0 ? waitingWords(hold) : 'nobody',
    releaseWords(hold, context),
    endOf(hold, context),
  ])
  return table({ caption: 'Emails are kept from going out', columns, rows })
}

/** The links to the hold's release. */
function endOf(hold: HeldBack, context: ConsoleContext): Insert {
  const { scope } = hold
  if (scope.is === 'module') return moduleWays(scope, context)
  if (hold.by === 'canary') {
    const { journeyId } = hold.scope
    return html`${way(context, `/release/version/${journeyId}`, `Release its version ${hold.version}`)}
${way(context, `/release/version/${journeyId}/back`, 'Go back')}`
  }
  if (scope.is === 'version')
    return way(context, `/release/version/${scope.journeyId}`, 'Release the version')
  const path = 'journeyId' in scope ? `journey/${scope.journeyId}` : scope.is
  return way(context, `/release/${path}`, `Release ${path.replace('/', ' ')}`)
}

const moduleWays = (
  { journeyId, moduleId }: { journeyId: string; moduleId: string },
  context: ConsoleContext,
): Html =>
  html`${way(context, `/release/module/${journeyId}/${moduleId}`, `Release module ${moduleId}`)}
${way(context, `/who-has/${journeyId}/${moduleId}`, 'Who has it?')}`

/** The names of what no operator holds back yet. */
function holdable({ held, journeys }: Status): string[] {
  const all = ['delivery', 'planning', ...journeys.map(({ id }) => `journey ${id}`)]
  return all.filter(name => !held.some(({ by, of }) => by === 'operator' && of === name))
}
