import { select, textInput } from '../../../shared/pages/components/form-fields.ts'
import { type Html, html } from '../../../shared/web/html.ts'
import { joined } from '../../web/tool-routes.ts'
import type { Input } from '../operations/input.ts'
import type { Change, Form, Operation } from '../operations/operation.ts'
import type { ConsoleContext, ConsoleRoutes } from './console-context.ts'
import { consoleSession, endedWork } from './console-session.ts'
import { changeRoutes } from './pages/change.ts'
import { readValues, type Values } from './read-values.ts'

/** The fields of a form besides the reason. Values from the URL are hidden fields. */
async function fieldsOf(
  { inputs }: Change,
  form: Form<Operation['inputs']>,
  values: Values,
  { deps }: ConsoleContext,
): Promise<Html> {
  const open = Object.entries(inputs).filter(
    ([name]) => !form.at.includes(`{${name}}`) && !(name in (form.with ?? {})),
  )
  const made = open.map(async ([name, input]) => {
    const value = values[name] === undefined ? undefined : String(values[name])
    if (!input.field)
      return values[name] !== input.usual && html`<input type="hidden" name="${name}" value="${value}">`
    return visible(name, input, value, await input.field.choices?.(deps, String(values['who'] ?? '')))
  })
  return html`${await Promise.all(made)}`
}

function visible(
  name: string,
  { field }: Input<unknown>,
  value: string | undefined,
  choices: readonly { value: string; label: string }[] | undefined,
): Html {
  const { label = '', hint, none = '' } = field ?? {}
  const common = { name, field: { label, ...(hint !== undefined && { hint }) }, errorPrefix: 'Error:' }
  if (!choices) return textInput({ ...common, value, autocomplete: 'off' })
  if (choices.length === 0) return html`<p class="govuk-body">${none}</p>`
  return select({ ...common, options: choices, none: 'Choose one', value: value ?? choices.at(-1)?.value })
}

const filled = (path: string, params: Readonly<Record<string, string | undefined>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** The routes of an operation's form: the page that asks, and the press of its button. */
function formRoutes(operation: Change, form: Form<Operation['inputs']>): ConsoleRoutes {
  const { section, back, at } = form
  return changeRoutes(at, async (given, { params }, context) => {
    const input = readValues(operation.inputs, form.with, params, given)
    const asked = await operation.ask?.(consoleSession(context), input)
    if (!asked) throw new Error(`${operation.name} has a form in the console, and nothing to ask there.`)
    return {
      ...asked,
      section,
      fields: await fieldsOf(operation, form, input, context),
      ...(operation.isForEver && { isForEver: true }),
      ...(operation.canStop && { canStop: true }),
      back: { ...back, path: filled(back.path, params) },
      run: async (why, listener) =>
        endedWork(context, await operation.run(consoleSession(context, listener, why), input)),
    }
  })
}

async function pagesOf({ console: presence }: Operation): Promise<ConsoleRoutes[]> {
  return 'pages' in presence ? [await presence.pages()] : []
}

const formsOf = (operation: Operation): ConsoleRoutes[] =>
  'forms' in operation.console && operation.does !== 'reads'
    ? operation.console.forms.map(form => formRoutes(operation, form))
    : []

/** The forms that a page may link to. */
export const formLinks = (operations: readonly Operation[]): ConsoleContext['links'] =>
  operations.flatMap(({ console: presence }) =>
    'forms' in presence
      ? presence.forms.flatMap(({ at, link }) => (link === undefined ? [] : [{ at, link }]))
      : [],
  )

/** The routes of all operations. Forms come before pages, because pages' patterns may match any name. */
export async function operationRoutes(operations: readonly Operation[]): Promise<ConsoleRoutes> {
  const pages = await Promise.all(operations.map(pagesOf))
  return joined([...operations.flatMap(formsOf), ...pages.flat()])
}
