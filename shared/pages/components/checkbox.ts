import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './control.ts'

/** A single box to tick, such as an agreement. Never ticked beforehand. */
export function checkbox(control: Control & { checked?: boolean; id?: string }): Html {
  const { name, id = name, field, checked, error } = control
  return group(
    error,
    html`${hintAndError({ ...control, field: { label: field.label } })}
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">
<input class="govuk-checkboxes__input" id="${id}" name="${name}" type="checkbox" value="yes"${
      checked && html` checked`
    }${error && html` aria-invalid="true"`}${describedBy(control)}>
<label class="govuk-label govuk-checkboxes__label" for="${id}">${field.label}</label>
${field.hint && html`<div id="${name}-hint" class="govuk-hint govuk-checkboxes__hint">${field.hint}</div>`}
</div></div>`,
  )
}
