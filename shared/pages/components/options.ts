import type { Field } from '../../texts/page-texts.ts'
import { type Html, html } from '../../web/html.ts'
import { type Control, describedBy, group, hintAndError } from './control.ts'

/** One thing to choose, and what is sent when it is chosen. */
export interface Option extends Field {
  value: string
}

/** Options in the order of `values`, with their words. */
export const optionsOf = <V extends string>(
  values: readonly V[],
  texts: Readonly<Record<V, string>>,
): Option[] => values.map(value => ({ value, label: texts[value] }))

/** A control of several options. */
export interface Options extends Control {
  kind: 'checkboxes' | 'radios'
  options: readonly Option[]
  chosen: readonly string[]
}

const classes = {
  checkboxes: {
    all: 'govuk-checkboxes govuk-checkboxes--small',
    one: 'govuk-checkboxes__item',
    input: 'govuk-checkboxes__input',
    label: 'govuk-checkboxes__label',
    hint: 'govuk-checkboxes__hint',
  },
  radios: {
    all: 'govuk-radios govuk-radios--small',
    one: 'govuk-radios__item',
    input: 'govuk-radios__input',
    label: 'govuk-radios__label',
    hint: 'govuk-radios__hint',
  },
}

/** Checkboxes or radio buttons under a legend. */
export function options(control: Options): Html {
  const { kind, field, error } = control
  return group(
    error,
    html`<fieldset class="govuk-fieldset"${describedBy(control)}>
<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${field.label}</legend>
${hintAndError(control)}
<div class="${classes[kind].all}">
${control.options.map((option, index) => item(control, option, index))}
</div></fieldset>`,
  )
}

/** The first has the bare name as its id, so that a link in the error summary reaches it. */
function item({ kind, name, chosen }: Options, option: Option, index: number): Html {
  const id = index === 0 ? name : `${name}-${option.value}`
  const type = kind === 'radios' ? 'radio' : 'checkbox'
  const { one, input, label, hint } = classes[kind]
  return html`<div class="${one}">
<input class="${input}" id="${id}" name="${name}" type="${type}" value="${option.value}"${
    chosen.includes(option.value) && html` checked`
  }${option.hint && html` aria-describedby="${id}-item-hint"`}>
<label class="govuk-label ${label}" for="${id}">${option.label}</label>
${option.hint && html`<div id="${id}-item-hint" class="govuk-hint ${hint}">${option.hint}</div>`}
</div>`
}
