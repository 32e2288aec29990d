import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './control.ts'
import type { Option } from './options.ts'

/** A control for one of many options. */
export interface Select extends Control {
  options: readonly Option[]
  /** What stands there while nothing is chosen. */
  none: string
  value?: string | undefined
}

/** One of a list, closed until it is opened. */
export function select(control: Select): Html {
  const { name, error, value, none } = control
  return group(
    error,
    html`<label class="govuk-label" for="${name}">${control.field.label}</label>
${hintAndError(control)}
<select class="govuk-select${error && ' govuk-select--error'}" id="${name}" name="${name}"${describedBy(control)}>
<option value="">${none}</option>
${control.options.map(
  option =>
    html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
)}
</select>`,
  )
}
