import type { Command } from 'commander'
import { openInBrowser } from '../../journeys/preview/open-in-browser.ts'
import { wholeNumber } from '../command/arguments.ts'
import { action, type Changing, type CliContext, changing } from '../command/run.ts'
import { exitCodes } from '../problem.ts'
import { operatorsPublishing } from './publishing.ts'
import { sendTest } from './send-test.ts'
import { listVersions, versionsOf } from './versions.ts'

const examples = `
Examples:
  npm run operator -- journeys lint shiftworks
  npm run operator -- journeys preview shiftworks
  npm run operator -- journeys list --stage prod
  npm run operator -- journeys versions shiftworks --stage prod
  npm run operator -- journeys publish shiftworks --stage prod --reason "a clearer module 3"
  npm run operator -- journeys rollback shiftworks --stage prod --reason "a link in version 8 is wrong"
  npm run operator -- journeys send-test shiftworks trust --to you@example.org --stage prod --reason "a last look"`

// What checks and compiles journeys is large, so it is loaded by the command that needs it: no other waits for it.
const check = () => import('../../journeys/check.ts')
const lint = () => import('../../journeys/lint.ts')
const preview = () => import('../../journeys/preview/write-preview.ts')
const publish = () => import('../../journeys/publish.ts')
const rollback = () => import('../../journeys/rollback.ts')

interface Folder {
  folder: string
}

function addAuthors(journeys: Command, context: CliContext): void {
  const say = (line: string) => context.io.out(`${line}\n`)
  journeys
    .command('lint')
    .description('name file and line of everything wrong')
    .argument('[journey...]', 'all of them if none is named')
    .action(async (names: string[], _: unknown, command: Command) => {
      const { lintJourneys } = await lint()
      const { lines, fit } = await lintJourneys(command.optsWithGlobals<Folder>().folder, names)
      for (const line of lines) say(line)
      context.ended(fit ? exitCodes.ok : exitCodes.trouble)
    })
  journeys
    .command('preview')
    .description('show every email and page of a journey in the browser')
    .argument('<journey>')
    .option('--no-open', 'only write the files')
    .action(async (name: string, { open }: { open: boolean }, command: Command) => {
      const { faultlessJourney } = await check()
      const { writePreview } = await preview()
      const authored = await faultlessJourney(command.optsWithGlobals<Folder>().folder, name)
      const file = await writePreview(authored, `.build/preview/${name}`)
      say(file)
      if (open) openInBrowser(file, say)
    })
}

function addVersions(journeys: Command, context: CliContext): void {
  journeys
    .command('list')
    .description('every journey, and which of its versions is current')
    .action(action(context, listVersions))
  journeys
    .command('versions')
    .description('the versions of a journey: which is current, when and by whom each was published')
    .argument('<journey>')
    .action(action(context, versionsOf))
  changing(journeys.command('publish'))
    .description('say what an edit means for the people in the journey, then publish it')
    .argument('<journey>')
    .action(
      action<Changing & Folder, [string]>(context, async (run, name) => {
        const { faultlessJourney } = await check()
        const { publishJourney } = await publish()
        const authored = await faultlessJourney(run.options.folder, name)
        const outcome = await publishJourney(operatorsPublishing(run), authored)
        return { value: { journey: name, outcome }, lines: () => [`${name}: ${outcome}.`] }
      }),
    )
  changing(journeys.command('rollback'))
    .description('make an earlier version current again')
    .argument('<journey>')
    .option('--to <version>', 'the one before the current one if absent', wholeNumber)
    .action(
      action<Changing & { to?: number }, [string]>(context, async (run, name) => {
        const { rollbackJourney } = await rollback()
        await rollbackJourney(operatorsPublishing(run), name, run.options.to)
        return { value: { journey: name, outcome: 'current' }, lines: () => [`${name}: rolled back.`] }
      }),
    )
  changing(journeys.command('send-test'))
    .description('email one module to somebody who looks at it')
    .argument('<journey>')
    .argument('<module>')
    .requiredOption('--to <address>', 'who looks at it')
    .action(action<Changing & { to: string }, [string, string]>(context, sendTest))
}

/** `operator journeys`: the author's commands, with the operator's rights and audit trail. */
export function addJourneys(program: Command, context: CliContext): void {
  const journeys = program
    .command('journeys')
    .description('check, preview, publish and roll back journeys')
    .option('--folder <folder>', 'where the journeys are', 'journeys')
    .addHelpText('afterAll', examples)
  addAuthors(journeys, context)
  addVersions(journeys, context)
}
