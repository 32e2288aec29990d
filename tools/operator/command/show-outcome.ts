import type { Outcome } from '../operations/outcome.ts'
import { type ExitCode, exitCodes } from '../problem.ts'
import type { Io } from './io.ts'
import { styleFor } from './style.ts'

/** Shows what came of an operation, as JSON or in words. @returns the exit code that it asks for. */
export function showOutcome(io: Io, { value, lines, exitCode }: Outcome, asJson: boolean): ExitCode {
  const text = asJson ? JSON.stringify(value, null, 2) : lines(styleFor(io.colours, io.zone)).join('\n')
  io.out(`${text}\n`)
  return exitCode ?? exitCodes.ok
}
