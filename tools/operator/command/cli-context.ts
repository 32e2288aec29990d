import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import type { ExitCode } from '../problem.ts'
import type { Io } from './io.ts'

/** A way to a system. */
export interface Opening<Deps = OperatorDeps> {
  open: () => Promise<Deps>
  /** Whether it stays the same once it is open: on this machine its clock may be moved. */
  isSteady: boolean
  /** A journey as that system may send it; as it is if absent. */
  asSentFrom?: (journey: AuthoredJourney) => Promise<AuthoredJourney>
}

/** Where commands run, and how they end. */
export interface CliContext<Deps = OperatorDeps> {
  io: Io
  /** Where progress is shown, if not where problems are said. */
  screen?: Io
  /** Reads which system is meant. @throws OperatorProblem when the options name none. */
  place(options: Readonly<Record<string, unknown>>): Opening<Deps>
  /** The operator's reason for a change, before they are asked anything. @throws OperatorProblem when they gave none. */
  reason(options: Readonly<Record<string, unknown>>): string
  /** An example of an operation, as it is typed whole. */
  example(line: string): string
  ended(code: ExitCode): void
}
