import { type Html, html } from '../../../../shared/web/html.ts'
import type { Block } from '../../operations/outcome.ts'
import { table } from './table.ts'

function block(one: Block, at: (path: string) => string): Html {
  if (typeof one === 'string') return html`<p class="govuk-body">${one}</p>`
  if ('rows' in one) return table(one)
  return html`<p class="govuk-body"><a class="govuk-link" href="${at(one.path)}">${one.words}</a></p>`
}

/** What came of an operation, as a part of a page. @param at makes an address of a path. */
export const blocksHtml = (blocks: readonly Block[], at: (path: string) => string): Html =>
  html`${blocks.map(one => html`${block(one, at)}\n`)}`
