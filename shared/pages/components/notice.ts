import { type Html, html } from '../../web/html.ts'

/** What a notice says. */
export interface Notice {
  /** The text of the coloured bar: `Done`. */
  label: string
  title: string
  text?: string
  /** A button inside the notice. */
  action?: Html
  /** The kind of answer to a press: it was done, or why nothing was done. */
  kind?: 'success' | 'answer'
  /** For pages with several notices of one kind: distinguishes their ids. */
  id?: string
}

/** Tells what has just happened, or what to know before reading on. */
export function notice({ label, title, text, action, kind, id: own }: Notice): Html {
  const id = `${own ?? kind ?? 'notice'}-label`
  const heading = own && `${own}-heading`
  return html`<div class="govuk-notification-banner${kind === 'success' && ' govuk-notification-banner--success'}" role="${
    kind ? 'alert' : 'region'
  }" aria-labelledby="${id}${heading && ` ${heading}`}">
<div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="${id}">${label}</h2></div>
<div class="govuk-notification-banner__content">
<p class="govuk-notification-banner__heading"${heading && html` id="${heading}"`}>${title}</p>
${text && html`<p class="govuk-body">${text}</p>`}
${action}
</div></div>`
}
