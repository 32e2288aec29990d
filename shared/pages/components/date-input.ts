import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './form-fields.ts'

const parts = ['day', 'month', 'year'] as const
type Part = (typeof parts)[number]

/** A control for a day. Its three inputs are sent as its name with `-day`, `-month` and `-year`. */
interface DateInput extends Control {
  /** The target of links in the error summary. */
  id: string
  texts: Readonly<Record<Part, string>>
  /** What was typed, or the stored day, in three parts. */
  value: Readonly<Record<Part, string>>
}

/** A day typed into three inputs, which is easier than a calendar widget. */
export function dateInput(control: DateInput): Html {
  const told = { ...control, name: control.id }
  return group(
    control.error,
    html`<fieldset class="govuk-fieldset" role="group"${describedBy(told)}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${control.field.label}</legend>
${hintAndError(told)}
<div class="govuk-date-input">${parts.map(part => box(control, part))}</div>
</fieldset>`,
  )
}

/** The first input has the bare id, so that a link in the error summary reaches it. */
function box({ id: first, name, texts, value, error }: DateInput, part: Part): Html {
  const id = part === 'day' ? first : `${first}-${part}`
  return html`<div class="govuk-date-input__item"><div class="govuk-form-group">
<label class="govuk-label govuk-date-input__label" for="${id}">${texts[part]}</label>
<input class="govuk-input govuk-date-input__input ${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${
    error && ' govuk-input--error'
  }" id="${id}" name="${name}-${part}" type="text" inputmode="numeric" value="${value[part]}"${
    error && html` aria-invalid="true"`
  }>
</div></div>`
}
