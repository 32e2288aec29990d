import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import type { ExitCode } from '../problem.ts'
import type { Io } from './io.ts'

/** How to open a system. */
export interface Opening<Deps = OperatorDeps> {
  open: () => Promise<Deps>
  /** Whether it stays the same once opened. The local system's clock may be moved. */
  isSteady: boolean
  /** Adapts a journey to the system's sender; absent: the journey stays as it is. */
  asSentFrom?: (journey: AuthoredJourney) => Promise<AuthoredJourney>
}

/** Where commands run and end. */
export interface CliContext<Deps = OperatorDeps> {
  io: Io
  /** Where progress is shown, if not where problems are reported. */
  screen?: Io
  /**
   * The system that the options name.
   * @throws OperatorProblem if they name none.
   */
  place(options: Readonly<Record<string, unknown>>): Opening<Deps>
  /**
   * The operator's reason for a change, checked before any question.
   * @throws OperatorProblem if there is none.
   */
  reason(options: Readonly<Record<string, unknown>>): string
  /** An operation's example as a complete command line. */
  example(line: string): string
  ended(code: ExitCode): void
}
