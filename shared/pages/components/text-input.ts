import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './control.ts'

/** A control for a line of text. */
export interface TextInput extends Control {
  type?: 'text' | 'email' | 'datetime-local'
  value?: string | undefined
  /** An HTML autofill token, so that people need not type what their browser knows (WCAG 1.3.5). */
  autocomplete: string
}

/** A single line of text with its label. */
export function textInput(input: TextInput): Html {
  const { name, type = 'text', value = '', autocomplete, error } = input
  return group(
    error,
    html`<label class="govuk-label" for="${name}">${input.field.label}</label>
${hintAndError(input)}
<input class="govuk-input${error && ' govuk-input--error'}" id="${name}" name="${name}" type="${type}" value="${value}"
 autocomplete="${autocomplete}"${type === 'email' && html` spellcheck="false"`}${
   error && html` aria-invalid="true"`
 }${describedBy(input)}>`,
  )
}
