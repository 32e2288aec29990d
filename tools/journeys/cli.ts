import { Command, InvalidArgumentError } from 'commander'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { print, printProblem } from '../terminal/print.ts'
import { askForYes } from './agree.ts'
import { faultlessJourney } from './check.ts'
import { CommandProblem } from './command-problem.ts'
import { lintJourneys } from './lint.ts'
import { openTable, type PlaceOptions, readStage } from './open-table.ts'
import { openInBrowser } from './preview/open-in-browser.ts'
import { writePreview } from './preview/write-preview.ts'
import { type Publishing, publishJourney } from './publish.ts'
import { rollbackJourney } from './rollback.ts'
import { checkSender, sentFromHere } from './sender-domain.ts'

type Everywhere = { folder: string }
type Changing = PlaceOptions & { yes?: boolean }

async function publishing(options: Changing): Promise<Publishing> {
  const table = await openTable(options)
  const agree = options.yes ? async () => true : askForYes
  return { journeys: journeyStore(table), counters: counterStore(table), say: print, agree, now: Date.now }
}

/** The journey with a sender in whose name the place that it goes to may send. A table alone does not tell which. */
async function deliverable(journey: AuthoredJourney, { local, stage }: Changing): Promise<AuthoredJourney> {
  if (local) return sentFromHere(journey, (await readStage('local')).mailDomain, print)
  if (stage) checkSender(journey, (await readStage(stage)).mailDomain)
  return journey
}

const version = (text: string): number => {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A version is a whole number, such as 3.')
}

const program = new Command('journeys')
  .configureOutput({ writeErr: text => printProblem(text.trimEnd()) })
  .description('Check, preview and publish the journeys that authors write in Markdown.')
  .option('--folder <folder>', 'where the journeys are', 'journeys')
const root = (): string => program.opts<Everywhere>().folder

program
  .command('lint')
  .description('name file and line of everything wrong')
  .argument('[journey...]', 'all of them if none is named')
  .action(async (names: string[]) => {
    const { lines, fit } = await lintJourneys(root(), names)
    for (const line of lines) print(line)
    process.exitCode = fit ? 0 : 1
  })

program
  .command('preview')
  .description('show every email and page of a journey in the browser')
  .argument('<journey>')
  .option('--no-open', 'only write the files')
  .action(async (name: string, { open }: { open: boolean }) => {
    const file = await writePreview(await faultlessJourney(root(), name), `.build/preview/${name}`)
    print(file)
    if (open) openInBrowser(file, print)
  })

const changing = (command: Command): Command =>
  command
    .option('--local', 'to the system that runs on this machine (npm start)')
    .option('--stage <stage>', 'to a deployment, by the name of its settings in infra/stages')
    .option('--region <region>', 'another AWS region than the settings say')
    .option('--table <name>', 'to this table')
    .option('--yes', 'ask nothing')

changing(program.command('publish'))
  .description('say what an edit means for the people in the journey, then publish it')
  .argument('<journey>')
  .action(async (name: string, options: Changing) => {
    const journey = await deliverable(await faultlessJourney(root(), name), options)
    await publishJourney(await publishing(options), journey)
  })

changing(program.command('rollback'))
  .description('make an earlier version current again')
  .argument('<journey>')
  .option('--to <version>', 'the one before the current one if absent', version)
  .action(async (name: string, options: Changing & { to?: number }) => {
    await rollbackJourney(await publishing(options), name, options.to)
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommandProblem) printProblem(error.message)
  else printProblem('This is a bug:', error)
  process.exitCode = 1
}
