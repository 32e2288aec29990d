import { type Command, CommanderError } from 'commander'
import { problemOf } from '../aws/aws-problem.ts'
import { type ExitCode, exitCodes } from '../problem.ts'
import type { CliContext } from './cli-context.ts'
import { explain } from './help-text.ts'
import type { Io } from './io.ts'
import { inOneLine, wrapText } from './lines.ts'

/** Lets a command and all below it write to this terminal, and end without ending the process. */
function speakThrough(io: Io, command: Command): void {
  command.exitOverride().configureOutput({
    writeOut: text => io.out(wrapText(text, io.width)),
    writeErr: text => io.err(wrapText(text, io.width)),
    getOutHasColors: () => io.colours,
    getErrHasColors: () => io.colours,
  })
  for (const below of command.commands) speakThrough(io, below)
}

/**
 * Runs one command line of a program.
 * @returns the exit code of a problem or of requested help; undefined on success
 * @throws bugs only
 */
export async function runProgram(
  program: Command,
  args: readonly string[],
  context: Pick<CliContext, 'io' | 'example'>,
): Promise<ExitCode | undefined> {
  const { io } = context
  speakThrough(io, program)
  explain(program, context)
  try {
    await program.parseAsync(args, { from: 'user' })
    return undefined
  } catch (error) {
    // Commander has printed the error already. Requested help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.mistake
    const problem = problemOf(error)
    if (!problem) throw error
    io.err(`${inOneLine(problem.message, io)}\n`)
    return problem.exitCode
  }
}
