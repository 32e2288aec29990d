import { type Html, html } from '../../web/html.ts'

/** A button as people see it. */
export interface Button {
  text: string
  /** Said after the text by screen readers, where several buttons have the same text. */
  about?: string
  kind?: 'secondary' | 'warning'
}

const kinds = { secondary: 'govuk-button--secondary', warning: 'govuk-button--warning' }

/** A button that sends the form around it. */
export function button({ text, about, kind }: Button): Html {
  return html`<button type="submit" class="govuk-button${kind && ` ${kinds[kind]}`}">${text}${
    about && html`<span class="govuk-visually-hidden"> ${about}</span>`
  }</button>`
}
