import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { groups } from '../operations/groups.ts'
import { choicesOf, type Input, type Inputs, isArgument, isSeveral } from '../operations/input.ts'
import { type Asked, commandOf, type Operation } from '../operations/operation.ts'
import type { Outcome } from '../operations/outcome.ts'
import type { CliContext, Opening } from './cli-context.ts'
import { cliSession } from './cli-session.ts'
import { showOutcome } from './show-outcome.ts'

type Values = Readonly<Record<string, unknown>>

const isSaid = (value: unknown): boolean => value !== undefined && value !== false

const isChosen = ({ chosenBy }: Operation, values: Values): boolean =>
  chosenBy === undefined || chosenBy.some(name => isSaid(values[name]))

/** @throws InvalidArgumentError, which commander tells the operator. */
const parser =
  ({ schema }: Input<unknown>) =>
  (given: string): unknown => {
    const read = schema.safeParse(given)
    if (read.success) return read.data
    throw new InvalidArgumentError(read.error.issues[0]?.message ?? 'It cannot be used.')
  }

function argumentOf(input: Input<unknown>): Argument {
  const made = new Argument(input.flags, input.words)
  const choices = choicesOf(input)
  if (choices) return made.choices(choices)
  return isSeveral(input) ? made : made.argParser(parser(input))
}

function optionOf(input: Input<unknown>): Option {
  const made = new Option(input.flags, input.words)
  const choices = choicesOf(input)
  if (choices) made.choices(choices)
  else if (made.required && !made.variadic) made.argParser(parser(input))
  if (input.usual !== undefined && !made.negate) made.default(input.usual)
  return made.makeOptionMandatory(input.isNeeded === true)
}

/** Options that choose operations of one command exclude each other, but where an operation knows both. */
function conflictsOf(name: string, operations: readonly Operation[]): string[] {
  const own = operations.filter(({ chosenBy }) => chosenBy?.includes(name))
  const others = operations.filter(({ inputs }) => own.length > 0 && !(name in inputs))
  const isKnown = (other: string) => own.some(({ inputs }) => other in inputs)
  return others.flatMap(({ chosenBy = [] }) => chosenBy).filter(other => !isKnown(other))
}

/** Gives a command what any of its operations is told. */
function addInputs(command: Command, inputs: Inputs, operations: readonly Operation[]): void {
  for (const [name, input] of Object.entries(inputs))
    if (isArgument(input)) command.addArgument(argumentOf(input))
    else command.addOption(optionOf(input).conflicts(conflictsOf(name, operations)))
}

const exampleLines = (program: string, operations: readonly Operation[]): string => {
  const all = operations.flatMap(({ examples }) => examples)
  return `${all.length === 1 ? 'Example' : 'Examples'}:\n${all.map(example => `  ${program} ${example}`).join('\n')}`
}

function helpText(program: string, operations: readonly Operation[]): string {
  const told = operations.flatMap(({ help }) => (help === undefined ? [] : [`\n${help}\n`]))
  return `${told.join('')}\n${exampleLines(program, operations)}`
}

/** Asks where the operation itself does not, and does it. */
async function carryOut(
  operation: Operation,
  input: Values,
  session: ReturnType<typeof cliSession>,
): Promise<Outcome> {
  if (operation.does === 'reads') return operation.run(session, input)
  if (operation.ask && !operation.asksAfterLook) {
    await session.open()
    await session.agree(inALine(await operation.ask(session, input), operation))
  }
  return operation.run(session, input)
}

const inALine = ({ question }: Asked, { isForEver }: { isForEver?: true }): string =>
  isForEver ? `${question} This cannot be undone.` : question

/** What a command line says, by the names of its inputs. */
function valuesOf(command: Command, { inputs }: Operation): Values {
  const names = Object.keys(inputs).filter(name => isArgument(inputs[name] as Input<unknown>))
  return {
    ...command.optsWithGlobals(),
    ...Object.fromEntries(names.map((name, i) => [name, command.processedArgs[i]])),
  }
}

async function runCommand(
  command: Command,
  operations: readonly Operation[],
  context: CliContext,
): Promise<void> {
  const given = command.optsWithGlobals()
  const operation = operations.find(one => one.chosenBy && isChosen(one, given)) ?? plainOf(operations)
  const isReading = operation.does === 'reads'
  const opening = isReading && operation.withoutSystem ? noSystem : context.place(given)
  const why = isReading ? '' : context.reason(given)
  const session = cliSession(context, opening, { why, yes: given['yes'] === true })
  try {
    const outcome = await carryOut(operation, valuesOf(command, operation), session)
    session.end()
    context.ended(showOutcome(context.io, outcome, given['json'] === true))
  } finally {
    session.end()
  }
}

const noSystem: Opening = {
  open: () => Promise.reject(new Error('This operation is about no system.')),
  isSteady: true,
}

/** The operation that a command is when no option chooses another. */
const plainOf = (operations: readonly Operation[]): Operation => {
  const plain = operations.find(({ chosenBy }) => chosenBy === undefined)
  if (plain) return plain
  throw new Error(`${operations[0]?.name}: its command has no plain operation.`)
}

function addCommand(
  parent: Command,
  name: string,
  operations: readonly Operation[],
  context: CliContext,
): void {
  const above = groups[parent.name()]?.inputs ?? {}
  const inputs = Object.assign({}, ...operations.toReversed().map(one => one.inputs)) as Inputs
  const own = Object.fromEntries(Object.entries(inputs).filter(([one]) => !(one in above)))
  const command = parent.command(name).description(plainOf(operations).summary)
  addInputs(command, own, operations)
  if (operations.some(({ does }) => does !== 'reads'))
    command
      .option('--reason <text>', 'why: the audit trail keeps it; no names or addresses in it')
      .option('--yes', 'ask nothing')
  if (!(parent.name() in groups)) command.addHelpText('after', helpText(context.program, operations))
  command.action(() => runCommand(command, operations, context))
}

function groupOf(
  program: Command,
  name: string,
  operations: readonly Operation[],
  context: CliContext,
): Command {
  const there = program.commands.find(one => one.name() === name)
  if (there) return there
  const { summary = '', inputs = {} } = groups[name] ?? {}
  const own = operations.filter(one => commandOf(one).startsWith(`${name} `))
  const group = program.command(name).description(summary)
  addInputs(group, inputs, [])
  return group.addHelpText('afterAll', helpText(context.program, own))
}

/** Makes a command of each operation, or of those that share one. */
export function addOperations(program: Command, operations: readonly Operation[], context: CliContext): void {
  for (const [words, own] of Map.groupBy(operations, commandOf)) {
    const [first = '', second] = words.split(' ')
    if (second === undefined) addCommand(program, first, own, context)
    else addCommand(groupOf(program, first, operations, context), second, own, context)
  }
}
