import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { choicesOf, type Input, type Inputs, isArgument, isSeveral, text } from '../operations/input.ts'
import type { Operation } from '../operations/operation.ts'

/** How operations that share a command are chosen. */
type Choosing = Pick<Operation, 'chosenBy' | 'inputs'>

/** Reads a value on the command line. @throws InvalidArgumentError, which commander tells the operator. */
const parser =
  ({ schema }: Pick<Input<unknown>, 'schema'>) =>
  (given: string): unknown => {
    const read = schema.safeParse(given)
    if (read.success) return read.data
    const message = read.error.issues[0]?.message ?? 'It cannot be used.'
    throw new InvalidArgumentError(message.endsWith('.') ? message : `${message}.`)
  }

/** Reads the value of an option that is none of an operation's: any, but an empty one. */
export const said = parser({ schema: text })

function argumentOf(input: Input<unknown>): Argument {
  const made = new Argument(input.flags, input.words)
  const choices = choicesOf(input)
  if (choices) return made.choices(choices)
  const parse = parser(input)
  if (!isSeveral(input)) return made.argParser(parse)
  return made.argParser<unknown[]>((given, before = []) => [...before, parse(given)])
}

function optionOf(input: Input<unknown>): Option {
  const made = new Option(input.flags, input.words)
  const choices = choicesOf(input)
  if (choices) made.choices(choices)
  else if (made.required && !made.variadic) made.argParser(parser(input))
  if (input.usual !== undefined && !made.negate) made.default(input.usual)
  return made.makeOptionMandatory(input.isNeeded === true)
}

/** Options that choose operations of one command exclude each other, unless an operation has both. */
function conflictsOf(name: string, sharing: readonly Choosing[]): string[] {
  const own = sharing.filter(({ chosenBy }) => chosenBy?.includes(name))
  const others = sharing.filter(({ inputs }) => own.length > 0 && !(name in inputs))
  const isKnown = (other: string) => own.some(({ inputs }) => other in inputs)
  return others.flatMap(({ chosenBy = [] }) => chosenBy).filter(other => !isKnown(other))
}

/**
 * Adds arguments and options to a command.
 * @param sharing the operations among which its options choose
 */
export function addInputs(command: Command, inputs: Inputs, sharing: readonly Choosing[] = []): void {
  for (const [name, input] of Object.entries(inputs))
    if (isArgument(input)) command.addArgument(argumentOf(input))
    else command.addOption(optionOf(input).conflicts(conflictsOf(name, sharing)))
}

/** Returns the values of a command line, by the names of inputs. */
export function valuesOf(command: Command, inputs: Inputs): Readonly<Record<string, unknown>> {
  const names = Object.entries(inputs).flatMap(([name, input]) => (isArgument(input) ? [name] : []))
  return {
    ...command.optsWithGlobals(),
    ...Object.fromEntries(names.map((name, i) => [name, command.processedArgs[i]])),
  }
}
