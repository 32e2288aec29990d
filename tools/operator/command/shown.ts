import { type ExitCode, exitCodes } from '../problem.ts'
import type { Io } from './io.ts'
import { type Style, styleFor } from './style.ts'

/** A command's result: the value for programs, and the same in words for people. */
export interface Shown {
  value: unknown
  lines: (style: Style) => readonly string[]
  exitCode?: ExitCode
}

/** Shows a result, as JSON or in words. @returns the exit code that it asks for. */
export function show(io: Io, shown: Shown, asJson: boolean): ExitCode {
  const text = asJson
    ? JSON.stringify(shown.value, null, 2)
    : shown.lines(styleFor(io.colours, io.zone)).join('\n')
  io.out(`${text}\n`)
  return shown.exitCode ?? exitCodes.ok
}
