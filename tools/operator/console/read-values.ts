import { choicesOf, type Input, type Inputs } from '../operations/input.ts'
import { OperatorProblem } from '../problem.ts'

/** Values by the names of inputs. */
export type Values = Readonly<Record<string, unknown>>

/** @throws OperatorProblem if the value is invalid */
function readValue(input: Input<unknown>, given: string): unknown {
  const read = input.schema.safeParse(given)
  if (read.success) return read.data
  const choices = choicesOf(input)
  if (choices) throw new OperatorProblem(`There is no "${given}" here. There are: ${choices.join(', ')}.`)
  const of = input.field ? ` ${input.field.label.toLowerCase()}` : ''
  const message = read.error.issues[0]?.message ?? 'It cannot be used.'
  throw new OperatorProblem(`"${given}"${of} cannot be. ${message}`)
}

/**
 * Reads the values in a URL and a form, by the names of an operation's inputs.
 * @throws OperatorProblem if one is invalid
 */
export function readValues(
  inputs: Inputs,
  fixed: Values = {},
  params: Readonly<Record<string, string | undefined>>,
  given: URLSearchParams,
): Values {
  const entries = Object.entries(inputs).map(([name, input]) => {
    const text = (params[name] ?? given.get(name) ?? '').trim()
    return [name, text === '' ? input.usual : readValue(input, text)]
  })
  return { ...Object.fromEntries(entries), ...fixed }
}
