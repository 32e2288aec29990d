import { printProblem } from '../terminal/printable.ts'
import { LocalProblem } from './local-problem.ts'

/**
 * Lets the process end by itself, because Node can hang for ever in `process.exit` while it compiles newly loaded
 * code. After a moment the process ends with whatever is still open.
 */
export function fail(error: unknown): void {
  if (error instanceof LocalProblem) printProblem(`\n${error.message}\n`)
  else printProblem('This is a bug in the local stack:', error)
  process.exitCode = 1
  setTimeout(() => process.exit(), 1000).unref()
}
