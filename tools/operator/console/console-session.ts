import { type Html, html } from '../../../shared/web/html.ts'
import { styleFor } from '../command/style.ts'
import type { Block, Outcome } from '../operations/outcome.ts'
import type { ChangeSession } from '../operations/session.ts'
import type { ProgressListener } from '../replay/progress-listener.ts'
import type { ConsoleContext } from './console-context.ts'
import { table } from './views/table.ts'
import type { EndedWork } from './works.ts'

const nobodyWatches: ProgressListener = { says() {}, progress() {}, wantsToStop: async () => false }

/** A run of an operation in the console. Whoever pressed its button has said yes. */
export const consoleSession = (
  { deps, zone }: Pick<ConsoleContext, 'deps' | 'zone'>,
  listener = nobodyWatches,
  why = '',
): ChangeSession => ({
  open: async () => deps,
  why,
  style: styleFor(false, zone),
  says: listener.says,
  progress: listener.progress,
  agree: async () => {},
  stoppable: work => work(listener.wantsToStop),
})

function block(one: Block, at: (path: string) => string): Html {
  if (typeof one === 'string') return html`<p class="govuk-body">${one}</p>`
  if ('rows' in one) return table(one)
  return html`<p class="govuk-body"><a class="govuk-link" href="${at(one.path)}">${one.words}</a></p>`
}

/** What came of an operation, as a part of a page. @param at makes an address of a path. */
const blocksHtml = (blocks: readonly Block[], at: (path: string) => string): Html =>
  html`${blocks.map(one => html`${block(one, at)}\n`)}`

/** What came of an operation, as the page of its work. */
export const endedWork = (
  { at, zone }: ConsoleContext,
  { title = 'Done', blocks, lines }: Outcome,
): EndedWork => ({ title, main: blocksHtml(blocks ?? lines(styleFor(false, zone)), at) })
