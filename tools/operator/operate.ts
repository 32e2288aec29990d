import { Command, CommanderError } from 'commander'
import { addOperations } from './command/add-operations.ts'
import type { CliContext as NewContext } from './command/cli-context.ts'
import { guarded, type Io } from './command/io.ts'
import { readPlace } from './command/place.ts'
import type { CliContext, Connect } from './command/run.ts'
import { reasonOf } from './command/run.ts'
import { addDeadLetters } from './dead-letters/command.ts'
import { addImport } from './import/command.ts'
import { addJourneys } from './journeys/command.ts'
import { operations } from './operations/all.ts'
import { type ExitCode, exitCodes } from './problem.ts'
import { problemOf } from './problem-of.ts'
import { addReconcile } from './reconcile/command.ts'
import { addReplay } from './replay/command.ts'

/** The terminal, the way to a system, and the environment that a command line runs in. */
export interface Surroundings {
  io: Io
  connect: Connect
  env: Readonly<Record<string, string | undefined>>
}

const about = 'Sees, mends and proves a running ShiftWorks. docs/operating.md tells all.'

const examples = `
Examples:
  npm run operator -- status --stage prod --region eu-west-2
  npm run operator -- learner jo@example.org --local
  npm run operator -- pause delivery --stage prod --reason "wrong links in module 3"`

/** Ends the help of every command. */
const endings = `
Exit codes:
  0  done
  1  done, and what it found needs somebody
  2  a mistake in the command, or your "no": nothing was changed
  3  AWS said no: rights, credentials, or a service that fails`

function program(context: CliContext & NewContext): Command {
  const all = new Command('operator')
    .description(about)
    .option('--local', 'the system on this machine (npm start)')
    .option('--stage <name>', 'a deployment')
    .option('--region <region>', 'its AWS region; AWS_REGION or eu-west-2 if absent')
    .option('--json', 'the result as JSON')
    .addHelpText('after', examples)
    .addHelpText('afterAll', endings)
    .configureHelp({ showGlobalOptions: true })
  for (const add of [addReplay, addReconcile, addDeadLetters, addJourneys, addImport]) add(all, context)
  addOperations(all, operations, context)
  return speakThrough(context.io, all)
}

/** Lets a command and all below it write to this terminal, and end without ending the process. */
function speakThrough(io: Io, command: Command): Command {
  command.exitOverride().configureOutput({
    writeOut: text => io.out(text),
    writeErr: text => io.err(text),
    getOutHasColors: () => io.colours,
    getErrHasColors: () => io.colours,
  })
  for (const below of command.commands) speakThrough(io, below)
  return command
}

/** Runs one command line. @returns its exit code. @throws only what is a bug. */
export async function operate(
  args: readonly string[],
  { io: terminal, connect, env }: Surroundings,
): Promise<ExitCode> {
  const io = guarded(terminal)
  let code: ExitCode = exitCodes.ok
  const context = {
    io,
    connect,
    env,
    ended: (ended: ExitCode) => {
      code = ended
    },
    program: 'npm run operator --',
    reason: reasonOf,
    place: (options: object) => {
      const place = readPlace(options, env)
      return { open: () => connect(place), isSteady: place.is === 'stage' }
    },
  }
  try {
    await program(context).parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has said already what is wrong; help that was asked for is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.mistake
    const problem = problemOf(error)
    if (!problem) throw error
    io.err(`${problem.message}\n`)
    return problem.exitCode
  }
}
