import { inspect } from 'node:util'
import { printable } from './printable.ts'

/** Writes a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`)

/** Writes a line to standard error. @param error shown whole behind it. */
export const printProblem = (line: string, error?: unknown): void =>
  void process.stderr.write(`${printable(error === undefined ? line : `${line} ${inspect(error)}`)}\n`)
