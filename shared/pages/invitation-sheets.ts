import { invitationTextsFor } from '../texts/invitation-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { qrCode } from './components/qr-code.ts'
import { bullets } from './components/section.ts'
import { layout } from './layout.ts'
import type { Site } from './site.ts'

/** The contents of a sheet to print. */
export interface SheetView {
  /** The complete link. */
  url: string
  /** The closed question of a module, for the card. */
  question?: { text: string; options: readonly string[] }
}

/** A page of which only the sheet is printed. */
const printed = (site: Site, title: string, sheet: Html): string =>
  layout(site, {
    title,
    main: html`<p class="govuk-body app-on-screen">${invitationTextsFor(site.texts.language).sheet.howToPrint}</p>
<div class="app-sheet">${sheet}</div>`,
  })

/** The address without its common beginning, as people read it out. */
const readable = (url: string): Html =>
  html`${url
    .replace(/^https:\/\//, '')
    .split('/')
    .map((part, place) => html`${place > 0 && html`/<wbr>`}${part}`)}`

function code({ texts }: Site, { url }: SheetView, size?: 'small'): Html {
  const { sheet } = invitationTextsFor(texts.language)
  return html`${qrCode(url, sheet.code(url), size)}
<p class="govuk-body">${sheet.scan}</p><p class="govuk-heading-m app-address">${readable(url)}</p>`
}

/** A poster for the staff room. */
export function posterPage(site: Site, view: SheetView): string {
  const { title, lines, foot } = invitationTextsFor(site.texts.language).poster
  return printed(
    site,
    title,
    html`<h1 class="govuk-heading-xl">${title}</h1>
${lines.map(line => html`<p class="govuk-body-l">${line}</p>`)}
${code(site, view)}
<p class="govuk-body">${foot}</p>`,
  )
}

/** A card for handover: a question to talk about, and the link. */
export function cardPage(site: Site, view: SheetView): string {
  const { title, question, withoutQuestion, foot, comeAlong } = invitationTextsFor(site.texts.language).card
  return printed(
    site,
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l">${view.question?.text ?? withoutQuestion}</p>
${view.question && html`<p class="govuk-body">${question}</p>${bullets(view.question.options)}`}
<p class="govuk-body">${foot}</p>
<p class="govuk-body">${comeAlong}</p>
${code(site, view, 'small')}`,
  )
}
