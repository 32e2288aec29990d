import type { Section } from '../../texts/messages.ts'
import { type Html, html } from '../../web/html.ts'

/** Each text as a paragraph. */
export const paragraphs = (texts: readonly string[] = []): Html[] =>
  texts.map(text => html`<p class="govuk-body">${text}</p>\n`)

/** The items as a list; false if there are none. */
export const bullets = (items: readonly string[] = []): Html | false =>
  items.length > 0 &&
  html`<ul class="govuk-list govuk-list--bullet">${items.map(item => html`<li>${item}</li>`)}</ul>\n`

/** A heading of the second level with its paragraphs and list. */
export const section = ({ heading, paragraphs: texts, items }: Section): Html =>
  html`<h2 class="govuk-heading-m">${heading}</h2>\n${paragraphs(texts)}${bullets(items)}`
