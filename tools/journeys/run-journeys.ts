import { Command } from 'commander'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { fillGroup } from '../operator/command/add-operations.ts'
import type { CliContext } from '../operator/command/cli-context.ts'
import { said } from '../operator/command/commander-inputs.ts'
import { guarded, type Io } from '../operator/command/io.ts'
import { reasonIn } from '../operator/command/run-operation.ts'
import { runProgram } from '../operator/command/run-program.ts'
import type { PublishingDeps } from '../operator/journeys/publishing.ts'
import { journeysCancel } from '../operator/operations/journeys-cancel.ts'
import { journeysDraft } from '../operator/operations/journeys-draft.ts'
import { journeysLint } from '../operator/operations/journeys-lint.ts'
import { journeysPreview } from '../operator/operations/journeys-preview.ts'
import { journeysPublish } from '../operator/operations/journeys-publish.ts'
import { journeysRollback } from '../operator/operations/journeys-rollback.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type PlaceOptions, readStage } from './open-publishing.ts'
import { checkSender, sentFromHere } from './sender-domain.ts'

/** The terminal, and the connection to a system. */
export interface AuthorSurroundings {
  io: Io
  connect: (place: PlaceOptions, says: (words: string) => void) => Promise<PublishingDeps>
}

/** The journey with a sender that the system may send from. A table alone does not say which. */
async function sendable(
  journey: AuthoredJourney,
  { local, stage }: PlaceOptions,
  say: (line: string) => void,
): Promise<AuthoredJourney> {
  if (local) return sentFromHere(journey, (await readStage('local')).mailDomain, say)
  if (stage) checkSender(journey, (await readStage(stage)).mailDomain)
  return journey
}

/** @throws OperatorProblem when the options name no place, or two. */
function readPlace(options: PlaceOptions): PlaceOptions {
  if (options.local && options.stage) throw new OperatorProblem('Say --local or --stage, not both.')
  if (options.local || options.stage || options.table) return options
  throw new OperatorProblem(
    'Say where to: --local, --stage <stage>, or --table <name> with --region <region>.',
  )
}

/** On a deployed system a change needs a reason; on the local stack it is optional. */
const reasonOf = (options: PlaceOptions & { reason?: unknown }): string =>
  options.local && options.reason === undefined ? 'tried out on this machine' : reasonIn(options)

/** Ends the help of every command. */
const endings = `
Exit codes:
  0  done
  1  not done, or something has to be mended: the words say what`

function programOf(context: CliContext<PublishingDeps>): Command {
  const operations = [
    journeysDraft,
    journeysLint,
    journeysPreview,
    journeysPublish,
    journeysRollback,
    journeysCancel,
  ]
  return fillGroup(new Command('journeys'), operations, context)
    .description('Check, preview and publish the journeys that authors write in Markdown.')
    .option('--local', 'to the system that runs on this machine (npm start)')
    .option('--stage <stage>', 'to a deployment, by the name of its settings in infra/stages', said)
    .option('--region <region>', 'another AWS region than the settings say', said)
    .option('--table <name>', 'to this table', said)
    .addHelpText('afterAll', endings)
}

/**
 * Runs one command line of an author: some of the operator's operations, with minimal permissions.
 * @returns its exit code; 1 if there is a problem to correct
 * @throws bugs only
 */
export async function runJourneys(
  args: readonly string[],
  { io: terminal, connect }: AuthorSurroundings,
): Promise<0 | 1> {
  const io = guarded(terminal)
  const say = (text: string) => io.out(text)
  let code = 0
  const context: CliContext<PublishingDeps> = {
    // What is said on the way is what authors want to read, and no program reads it.
    io: { ...io, err: say },
    screen: io,
    reason: reasonOf,
    example: line => `npm run journeys -- ${line.replace(/^journeys /, '')}`,
    place(options) {
      const place = readPlace(options)
      const says = (words: string) => say(`${words}\n`)
      return {
        open: () => connect(place, says),
        isSteady: true,
        asSentFrom: journey => sendable(journey, place, says),
      }
    },
    ended(ended) {
      code = ended
    },
  }
  const failed = await runProgram(programOf(context), args, { ...context, io })
  return (failed ?? code) === 0 ? 0 : 1
}
