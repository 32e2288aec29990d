import type { OperatorDeps } from '../deps.ts'
import type { ExitCode } from '../problem.ts'
import type { Io } from './io.ts'

/** A way to a system. */
export interface Opening {
  open: () => Promise<OperatorDeps>
  /** Whether it stays the same once it is open: on this machine its clock may be moved. */
  isSteady: boolean
}

/** Where commands run, and how they end. */
export interface CliContext {
  io: Io
  /** Reads which system is meant. @throws OperatorProblem when the options name none. */
  place(options: Readonly<Record<string, unknown>>): Opening
  /** The operator's reason for a change, before they are asked anything. @throws OperatorProblem when they gave none. */
  reason(options: Readonly<Record<string, unknown>>): string
  /** What every example begins with: `npm run operator --`. */
  program: string
  ended(code: ExitCode): void
}
