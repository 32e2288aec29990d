import type { Field } from '../../texts/field.ts'
import { type Html, html } from '../../web/html.ts'

/** What every form control has: its name in the form, its texts, and its error. */
export interface Control {
  name: string
  field: Field
  /** The message about what to fix. */
  error?: string | undefined
  /** Read by screen readers before the error: `Error:`. */
  errorPrefix: string
}

/** The ids of hint and error for `aria-describedby`; false if there are none. */
export function describedBy({ name, field, error }: Control): Html | false {
  const ids = [field.hint && `${name}-hint`, error && `${name}-error`].filter(Boolean)
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`
}

/** The hint and then the error, below a label. */
export function hintAndError({ name, field, error, errorPrefix }: Control): Html {
  return html`${field.hint && html`<div id="${name}-hint" class="govuk-hint">${field.hint}</div>`}${
    error &&
    html`<p id="${name}-error" class="govuk-error-message"><span class="govuk-visually-hidden">${errorPrefix}</span> ${error}</p>`
  }`
}

/** The container of a control, marked if it has an error. */
export const group = (error: string | undefined, content: Html): Html =>
  html`<div class="govuk-form-group${error && ' govuk-form-group--error'}">${content}</div>`

/** A control for a line of text. */
export interface TextInput extends Control {
  type?: 'text' | 'email' | 'datetime-local'
  value?: string | undefined
  /** An HTML autofill token, so that browsers can fill in the value (WCAG 1.3.5). */
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

/** A control for a few sentences. */
interface TextArea extends Control {
  /** Needed if a page has several controls of one name. */
  id?: string
  value?: string | undefined
  rows: number
  /** For text to copy. */
  isReadOnly?: boolean
}

/** Several lines of text with a label. The hint states the limit, which the server checks. */
export function textArea(area: TextArea): Html {
  const { name, id = name, field, error, errorPrefix, value = '', rows, isReadOnly } = area
  const told = { name: id, field, error, errorPrefix }
  // Browsers drop one line break after the start tag, so one is added to keep the text's own.
  return group(
    error,
    html`<label class="govuk-label" for="${id}">${field.label}</label>
${hintAndError(told)}
<textarea class="govuk-input" id="${id}" name="${name}" rows="${String(rows)}"${isReadOnly && html` readonly`}${
      error && html` aria-invalid="true"`
    }${describedBy(told)}>
${value}</textarea>`,
  )
}

/** A control for one of many options. */
interface Select extends Control {
  options: readonly Option[]
  /** The text shown while nothing is chosen. */
  none: string
  value?: string | undefined
}

/** A drop-down list. */
export function select(control: Select): Html {
  const { name, error, value, none } = control
  return group(
    error,
    html`<label class="govuk-label" for="${name}">${control.field.label}</label>
${hintAndError(control)}
<select class="govuk-select${error && ' govuk-select--error'}" id="${name}" name="${name}"${
      error && html` aria-invalid="true"`
    }${describedBy(control)}>
<option value="">${none}</option>
${control.options.map(
  option =>
    html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
)}
</select>`,
  )
}

/** An option, and the value sent when it is chosen. */
export interface Option extends Field {
  value: string
}

/** Options in the order of `values`, with their words. */
export const optionsOf = <V extends string>(
  values: readonly V[],
  texts: Readonly<Record<V, string>>,
): Option[] => values.map(value => ({ value, label: texts[value] }))

/** A control of several options. */
interface Options extends Control {
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

/** The first item has the bare name as its id, so that a link in the error summary reaches it. */
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

/** A single checkbox, such as for consent. Never ticked initially. */
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
