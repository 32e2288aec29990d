import { type Html, html, type Insert } from '../../../../shared/web/html.ts'
import { commandLine } from '../../command/place.ts'
import type { HeldBack } from '../../status/held.ts'
import { allowanceWords, heldBy, waitingWords } from '../../status/held-words.ts'
import { releaseWords } from '../../status/released.ts'
import { readStatus, type Status } from '../../status/status.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { table } from '../views/table.ts'

/** Everything that is held back, be it by somebody or something, and what else can be. */
export const holdRoutes: ConsoleRoutes = {
  get: {
    '/holds': async (_request, context) => {
      const status = await readStatus(context.deps)
      const main = html`${holdsHtml(status, context)}
<h2 class="govuk-heading-m">Hold back more</h2>
<p class="app-ways">${pausable(status).map(name => way(context, `/pause/${name.replace(' ', '/')}`, `Pause ${name}`))}</p>`
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

/** A button where there is one; otherwise the command line to copy. */
function endOf(hold: HeldBack, context: ConsoleContext): Insert {
  const { scope } = hold
  const line = (words: string) =>
    html`<code>${commandLine(context.deps.stage, `${words} --reason "…"`)}</code>`
  if (scope.is === 'module') return line(`recall ${scope.journeyId} ${scope.moduleId} --lift`)
  if (hold.by === 'canary')
    return html`${line(`canary ${hold.scope.journeyId} --go`)}, or --stop in place of --go`
  const paused = 'journeyId' in scope ? `journey/${scope.journeyId}` : scope.is
  return way(context, `/resume/${paused}`, `Resume ${paused.replace('/', ' ')}`)
}

/** What no operator has paused yet, by name. */
function pausable({ held, journeys }: Status): string[] {
  const all = ['delivery', 'planning', ...journeys.map(({ id }) => `journey ${id}`)]
  return all.filter(name => !held.some(({ by, of }) => by === 'operator' && of === name))
}
