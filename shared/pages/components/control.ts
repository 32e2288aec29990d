import type { Field } from '../../texts/page-texts.ts'
import { type Html, html } from '../../web/html.ts'

/** What every form control has: its name in the form, its words, and what is wrong with what was typed. */
export interface Control {
  name: string
  field: Field
  /** The sentence that says what to do about it. */
  error?: string | undefined
  /** Said before the error by screen readers: `Error:`. */
  errorPrefix: string
}

/** Ids of the hint and the error, for `aria-describedby`; nothing when there are none. */
export function describedBy({ name, field, error }: Control): Html | false {
  const ids = [field.hint && `${name}-hint`, error && `${name}-error`].filter(Boolean)
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`
}

/** The hint, then the error, as they stand under a label. */
export function hintAndError({ name, field, error, errorPrefix }: Control): Html {
  return html`${field.hint && html`<div id="${name}-hint" class="govuk-hint">${field.hint}</div>`}${
    error &&
    html`<p id="${name}-error" class="govuk-error-message"><span class="govuk-visually-hidden">${errorPrefix}</span> ${error}</p>`
  }`
}

/** The frame around a control, marked when something is wrong. */
export const group = (error: string | undefined, content: Html): Html =>
  html`<div class="govuk-form-group${error && ' govuk-form-group--error'}">${content}</div>`
