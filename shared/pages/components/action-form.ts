import { type Html, html } from '../../web/html.ts'

/** A submit button. */
export interface Button {
  text: string
  /** Read by screen readers after the text, when several buttons have the same text. */
  about?: string
  kind?: 'secondary' | 'warning'
}

const kinds = { secondary: 'govuk-button--secondary', warning: 'govuk-button--warning' }

/** A submit button for the form around it. */
export function button({ text, about, kind }: Button): Html {
  return html`<button type="submit" class="govuk-button${kind && ` ${kinds[kind]}`}">${text}${
    about && html`<span class="govuk-visually-hidden"> ${about}</span>`
  }</button>`
}

/** The target and contents of a form. */
export interface ActionForm {
  /** The target of an address's #fragment. */
  id?: string
  /** The path that it posts to. */
  to: string
  /** Hidden fields, such as the token `t`. */
  hidden: Readonly<Record<string, string>>
  button: Button
  /** Controls above the button. */
  content?: Html
}

/** A form with a real button, which is the only way in which a page changes anything. */
export function actionForm({ id, to, hidden, content, button: submit }: ActionForm): Html {
  return html`<form${id && html` id="${id}"`} action="${to}" method="post" novalidate>
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${content}
${button(submit)}
</form>`
}
