import type { Command } from 'commander'
import type { Inputs } from '../operations/input.ts'
import type { Asked, Change, Operation } from '../operations/operation.ts'
import type { Outcome } from '../operations/outcome.ts'
import type { ChangeSession } from '../operations/session.ts'
import { type ExitCode, exitCodes, OperatorProblem } from '../problem.ts'
import { reasonProblem } from '../reason.ts'
import type { CliContext, Opening } from './cli-context.ts'
import { cliSession } from './cli-session.ts'
import { valuesOf } from './commander-inputs.ts'
import type { Io } from './io.ts'
import { wrapText } from './lines.ts'
import { styleFor } from './style.ts'
import { watch } from './watch.ts'

/**
 * The operator's reason, checked before any question.
 * @throws OperatorProblem if there is none, or it contains personal data.
 */
export function reasonIn({ reason = '' }: { reason?: unknown }): string {
  const said = String(reason).trim()
  if (said === '') throw new OperatorProblem('Say why, with --reason "…": the audit trail keeps it.')
  const problem = reasonProblem(said)
  if (problem !== undefined) throw new OperatorProblem(problem)
  return said
}

/**
 * Shows the outcome of an operation, as JSON or text.
 * @returns the exit code.
 */
function showOutcome(io: Io, { value, lines, exitCode }: Outcome, asJson: boolean): ExitCode {
  const style = styleFor(io.colours, io.zone, io.width)
  const text = asJson ? JSON.stringify(value, null, 2) : wrapText(lines(style).join('\n'), io.width)
  io.out(`${text}\n`)
  return exitCode ?? exitCodes.ok
}

type Values = Readonly<Record<string, unknown>>

const isSaid = (value: unknown): boolean => value !== undefined && value !== false

/** The operation of a command if no option chooses another. */
export function plainOf<Deps>(sharing: readonly Operation<Inputs, Deps>[]): Operation<Inputs, Deps> {
  const plain = sharing.find(({ chosenBy }) => chosenBy === undefined)
  if (plain) return plain
  throw new Error(`${sharing[0]?.name}: its command has no operation without options that choose it.`)
}

const chosenOf = <Deps>(sharing: readonly Operation<Inputs, Deps>[], given: Values) =>
  sharing.find(({ chosenBy }) => chosenBy?.some(name => isSaid(given[name]))) ?? plainOf(sharing)

const flagOf = (input: Inputs[string] | undefined): string => input?.flags.split(' ')[0] ?? ''

/** @throws OperatorProblem for an option that the operation chosen does not know, which would be left out of account. */
function onlyKnown<Deps>(
  command: Command,
  sharing: readonly Operation<Inputs, Deps>[],
  chosen: Operation<Inputs, Deps>,
): void {
  for (const { inputs, chosenBy = [] } of sharing)
    for (const [name, input] of Object.entries(inputs)) {
      if (name in chosen.inputs || command.getOptionValueSource(name) !== 'cli') continue
      const own = chosenBy.filter(one => one !== name).map(one => flagOf(inputs[one]))
      const goesWith = own.length > 0 ? `, which goes with ${own.join(' or ')},` : ''
      throw new OperatorProblem(`${flagOf(input)}${goesWith} means nothing here. Nothing was done.`)
    }
}

const inALine = ({ question }: Asked, { isForEver }: Pick<Change, 'isForEver'>): string =>
  isForEver ? `${question} This cannot be undone.` : question

/** Asks for confirmation, unless the operation asks itself, and runs it. */
async function carryOut<Deps>(
  operation: Operation<Inputs, Deps>,
  input: Values,
  session: ChangeSession<Deps>,
): Promise<Outcome> {
  if (operation.does === 'reads') return operation.run(session, input)
  if (operation.ask && !operation.asksAfterLook) {
    await session.open()
    await session.agree(inALine(await operation.ask(session, input), operation))
  }
  return operation.run(session, input)
}

const noSystem: Opening<never> = {
  open: () => Promise.reject(new Error('This operation is about no system.')),
  isSteady: true,
}

/** An opening that opens the system only once, unless the system's clock may be moved meanwhile. */
function openedOnce<Deps>(opening: Opening<Deps>): Opening<Deps> {
  if (!opening.isSteady) return opening
  let opened: Promise<Deps> | undefined
  return {
    ...opening,
    open: () => {
      opened ??= opening.open()
      return opened
    },
  }
}

/**
 * Runs a command line: the operation of its command that its options choose.
 * @throws the errors of the operation
 */
export async function runOperation<Deps>(
  command: Command,
  sharing: readonly Operation<Inputs, Deps>[],
  context: CliContext<Deps>,
): Promise<void> {
  const given = command.optsWithGlobals()
  const operation = chosenOf(sharing, given)
  onlyKnown(command, sharing, operation)
  const isReading = operation.does === 'reads'
  const opening = isReading && operation.withoutSystem ? noSystem : openedOnce(context.place(given))
  const why = isReading ? '' : context.reason(given)
  const { io, screen } = context
  const look = async () => {
    const session = cliSession<Deps>(io, opening, { why, yes: given['yes'] === true }, screen)
    try {
      return await carryOut(operation, valuesOf(command, operation.inputs), session)
    } finally {
      session.end()
    }
  }
  const show = (outcome: Outcome) => context.ended(showOutcome(io, outcome, given['json'] === true))
  if (given['watch'] === true) await watch(io, look, show)
  else show(await look())
}
