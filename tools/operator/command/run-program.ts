import { type Command, CommanderError } from 'commander'
import { problemOf } from '../aws/aws-problem.ts'
import { type ExitCode, exitCodes } from '../problem.ts'
import type { Io } from './io.ts'
import { wrapText } from './lines.ts'

/** Longer lines of help read badly. */
const helpWidth = 80

/** Lets a command and all below it write to this terminal, and end without ending the process. */
function speakThrough(io: Io, command: Command): void {
  command.exitOverride().configureOutput({
    writeOut: text => io.out(wrapText(text, io.width)),
    writeErr: text => io.err(wrapText(text, io.width)),
    getOutHelpWidth: () => Math.min(io.width, helpWidth),
    getErrHelpWidth: () => Math.min(io.width, helpWidth),
    getOutHasColors: () => io.colours,
    getErrHasColors: () => io.colours,
  })
  for (const below of command.commands) speakThrough(io, below)
}

/** Runs one command line of a program. @returns why it did not work; nothing when it did. @throws only what is a bug. */
export async function runProgram(
  program: Command,
  args: readonly string[],
  io: Io,
): Promise<ExitCode | undefined> {
  speakThrough(io, program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return undefined
  } catch (error) {
    // Commander has said already what is wrong; help that was asked for is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.mistake
    const problem = problemOf(error)
    if (!problem) throw error
    // Where nobody looks, a problem is one line of a log.
    io.err(`${io.interactive ? wrapText(problem.message, io.width) : problem.message}\n`)
    return problem.exitCode
  }
}
