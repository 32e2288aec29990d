import { Command } from 'commander'
import { addOperations } from './command/add-operations.ts'
import type { CliContext } from './command/cli-context.ts'
import { said } from './command/commander-inputs.ts'
import { guarded, type Io } from './command/io.ts'
import { wrapCommand, wrapText } from './command/lines.ts'
import { type Place, readPlace } from './command/place.ts'
import { reasonIn } from './command/run-operation.ts'
import { runProgram } from './command/run-program.ts'
import type { OperatorDeps } from './deps.ts'
import { operationsFor } from './operations/all.ts'
import type { Operation } from './operations/operation.ts'
import { type ExitCode, exitCodes } from './problem.ts'

/** The terminal, the connection to a system, and the environment variables of a command line. */
export interface Surroundings {
  io: Io
  /**
   * Connects to the system that the command line names.
   * @param says called with notes for the operator
   */
  connect: (place: Place, says: (words: string) => void) => Promise<OperatorDeps>
  env: Readonly<Record<string, string | undefined>>
}

const about = 'Sees, mends and proves a running ShiftWorks. docs/operating.md tells all.'

const examples = [
  'npm run operator -- status --stage prod --region eu-west-2',
  'npm run operator -- learner jo@example.org --local',
  'npm run operator -- hold delivery --stage prod --reason "wrong links in module 3"',
]

/** The end of every command's help. */
const endings = `
Exit codes:
  0  done
  1  done, and what it found needs somebody
  2  a mistake in the command, or your "no": nothing was changed
  3  AWS said no: rights, credentials, or a service that fails`

function programOf(operations: readonly Operation[], context: CliContext): Command {
  const program = new Command('operator')
    .description(about)
    .option('--local', 'the system on this machine (npm start)')
    .option('--stage <name>', 'a deployment', said)
    .option('--region <region>', 'its AWS region; AWS_REGION or eu-west-2 if absent', said)
    .option('--json', 'the result as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map(one => wrapCommand(`  ${one}`, context.io.width)).join('\n')}`,
    )
    .addHelpText('afterAll', endings)
  addOperations(program, operations, context)
  return program
}

/**
 * Runs one command line.
 * @returns its exit code
 * @throws bugs only
 */
export async function operate(
  args: readonly string[],
  { io: terminal, connect, env }: Surroundings,
): Promise<ExitCode> {
  const io = guarded(terminal)
  let code: ExitCode = exitCodes.ok
  const context: CliContext = {
    io,
    reason: reasonIn,
    example: line => `npm run operator -- ${line}`,
    place(options) {
      const place = readPlace(options, env)
      const says = (words: string) => io.err(`${wrapText(words, io.width)}\n`)
      return { open: () => connect(place, says), isSteady: place.is === 'stage' }
    },
    ended(ended) {
      code = ended
    },
  }
  const program = programOf(await operationsFor(args), context)
  return (await runProgram(program, args, context)) ?? code
}
