import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './control.ts'

/** A control for a day. */
export interface DateInput extends Control {
  texts: { day: string; month: string; year: string }
  /** What was typed, or the stored day in its three parts. */
  value: { day: string; month: string; year: string }
}

/** A day, typed in three boxes: kinder to type than a calendar to click through. */
export function dateInput(control: DateInput): Html {
  return group(
    control.error,
    html`<fieldset class="govuk-fieldset" role="group"${describedBy(control)}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${control.field.label}</legend>
${hintAndError(control)}
<div class="govuk-date-input">${(['day', 'month', 'year'] as const).map(part => box(control, part))}</div>
</fieldset>`,
  )
}

/** The first has the bare name as its id, so that a link in the error summary reaches it. */
function box({ name, texts, value, error }: DateInput, part: 'day' | 'month' | 'year'): Html {
  const id = part === 'day' ? name : `${name}-${part}`
  return html`<div class="govuk-date-input__item"><div class="govuk-form-group">
<label class="govuk-label govuk-date-input__label" for="${id}">${texts[part]}</label>
<input class="govuk-input govuk-date-input__input ${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${
    error && ' govuk-input--error'
  }" id="${id}" name="break-${part}" type="text" inputmode="numeric" value="${value[part]}">
</div></div>`
}
