import { type Html, html } from '../../../shared/web/html.ts'
import { styleFor } from '../command/style.ts'
import type { Block, Outcome } from '../operations/outcome.ts'
import type { ChangeSession } from '../operations/session.ts'
import type { ProgressListener } from '../replay/progress-listener.ts'
import type { ConsoleContext } from './console-context.ts'
import { table } from './views/table.ts'
import type { EndedWork } from './works.ts'

const nobodyWatches: ProgressListener = { says() {}, progress() {}, wantsToStop: async () => false }

/** The session of an operation in the console. Pressing its button counts as the confirmation. */
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

/**
 * The outcome of an operation, as a part of a page.
 * @param at makes a URL of a path
 */
const blocksHtml = (blocks: readonly Block[], at: (path: string) => string): Html =>
  html`${blocks.map(one => html`${block(one, at)}\n`)}`

/** The outcome of an operation, as the page of its task. */
export const endedWork = (
  { at, zone }: ConsoleContext,
  { title = 'Done', blocks, lines }: Outcome,
): EndedWork => ({ title, main: blocksHtml(blocks ?? lines(styleFor(false, zone)), at) })
