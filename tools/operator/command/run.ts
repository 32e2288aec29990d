import type { Command } from 'commander'
import type { OperatorDeps } from '../deps.ts'
import { type ExitCode, OperatorProblem } from '../problem.ts'
import type { Io } from './io.ts'
import { type Place, type PlaceOptions, readPlace } from './place.ts'
import { type Shown, show } from './shown.ts'

/** Opens the system that the command line names. */
export type Connect = (place: Place) => Promise<OperatorDeps>

/** One run of a command: what it works on, what it was told, and the terminal. */
export interface Run<O = unknown> {
  deps: OperatorDeps
  io: Io
  options: O
}

/** Options of every command that changes something. */
export interface Changing {
  yes?: boolean
  reason?: string
}

type Everywhere = PlaceOptions & { json?: boolean }

/** Where commands run, and how they end. */
export interface CliContext {
  io: Io
  connect: Connect
  env: Readonly<Record<string, string | undefined>>
  ended(code: ExitCode): void
}

/** Makes a command's action: opens the place, does the work, shows what came of it. */
export function action<O, A extends readonly unknown[]>(
  context: CliContext,
  work: (run: Run<O>, ...args: A) => Promise<Shown>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command
    const options = command.optsWithGlobals<O & Everywhere>()
    const deps = await context.connect(readPlace(options, context.env))
    const shown = await work({ deps, io: context.io, options }, ...(command.processedArgs as unknown as A))
    context.ended(show(context.io, shown, options.json === true))
  }
}

/** The options of a command that changes something. */
export const changing = (command: Command): Command =>
  command
    .option('--reason <text>', 'why: the audit trail keeps it; no names or addresses in it')
    .option('--yes', 'ask nothing')

/** The operator's reason, before they are asked anything. @throws OperatorProblem when they gave none. */
export function reasonOf({ reason = '' }: Changing): string {
  if (reason.trim() === '') throw new OperatorProblem('Say why, with --reason "…": the audit trail keeps it.')
  return reason.trim()
}

/** Asks before something is changed. @throws OperatorProblem after a no, or when nobody is there to ask. */
export async function agree(
  { io, options }: Pick<Run<Changing>, 'io' | 'options'>,
  question: string,
): Promise<void> {
  if (options.yes) return
  if (!io.interactive)
    throw new OperatorProblem(`${question} Nobody is there to ask: say --yes if that is what you want.`)
  if (!(await io.ask(question))) throw new OperatorProblem('Nothing was changed.')
}
