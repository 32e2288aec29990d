import { type Command, Option } from 'commander'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { action, agree, type Changing, type CliContext, type Run, reasonOf } from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import {
  erasePerson,
  journeyOf,
  type LearnerChanged,
  liftSuppression,
  resendModule,
  suppressPerson,
} from './change.ts'
import { writeExport } from './export.ts'
import { findPerson } from './find-person.ts'
import { tellStory } from './story.ts'
import { storyLines } from './words.ts'

const examples = `
Examples:
  npm run operator -- learner jo@example.org --stage prod
  npm run operator -- learner jo@example.org --export ./for-jo --stage prod
  npm run operator -- learner jo@example.org --erase --reason "asked by email on 3 May" --stage prod
  npm run operator -- learner jo@example.org --resend trust --reason "deleted by mistake" --stage prod`

interface Options extends Changing {
  export?: string
  erase?: boolean
  suppress?: boolean
  unsuppress?: boolean
  resend?: string
  journey?: string
}

const told = (changed: LearnerChanged): Shown => ({ value: changed, lines: () => [changed.words] })

/** Asks, and does it. */
async function change(
  run: Run<Options>,
  question: string,
  work: (why: string) => Promise<LearnerChanged>,
): Promise<Shown> {
  const why = reasonOf(run.options)
  await agree(run, question)
  return told(await work(why))
}

function changeFor(run: Run<Options>, record: LearnerRecord): Promise<Shown> | undefined {
  const { deps, options } = run
  const { id } = record.learner
  const { erase, suppress, unsuppress, resend, journey } = options
  if (erase)
    return change(run, `Erase learner ${id} for ever? This cannot be undone.`, why =>
      erasePerson(deps, record, why),
    )
  if (suppress)
    return change(run, `End all email to learner ${id}?`, why => suppressPerson(deps, record, why))
  if (unsuppress)
    return change(run, `Let emails go to learner ${id} again?`, why => liftSuppression(deps, record, why))
  if (resend === undefined) return undefined
  const journeyId = journeyOf(record, journey)
  return change(run, `Email “${resend}” to learner ${id} once more?`, why =>
    resendModule(deps, record, { journeyId, moduleId: resend, why }),
  )
}

async function learner(run: Run<Options>, who: string): Promise<Shown> {
  const record = await findPerson(run.deps, who)
  const changed = changeFor(run, record)
  if (changed) return changed
  const story = await tellStory(run.deps, record)
  const folder = run.options.export
  if (folder === undefined) return { value: story, lines: style => storyLines(story, style) }
  const files = await writeExport(folder, record, story)
  return { value: { id: story.id, files }, lines: () => files }
}

const alone = ['export', 'erase', 'suppress', 'unsuppress', 'resend']
const only = (flags: string, description: string) => {
  const option = new Option(flags, description)
  return option.conflicts(alone.filter(name => name !== option.attributeName()))
}

/** `operator learner`: what happened to a person, how they stand, and what an operator can do for them. */
export function addLearner(program: Command, context: CliContext): void {
  program
    .command('learner')
    .description('what happened to a person, why or why not, and what is next')
    .argument('<email|id>')
    .addOption(only('--export <folder>', 'write everything held about them, as JSON and as a page to read'))
    .addOption(only('--erase', 'erase them for ever'))
    .addOption(only('--suppress', 'no email to them until it is lifted'))
    .addOption(
      only('--unsuppress', 'let emails go again, after a suppression, a bounce, a complaint or refusals'),
    )
    .addOption(only('--resend <module>', 'email a module once more that they were sent'))
    .option('--journey <id>', 'with --resend, where they are in several')
    .option('--reason <text>', 'why, for everything that changes something; no names or addresses in it')
    .option('--yes', 'ask nothing')
    .addHelpText('after', examples)
    .action(action<Options, [string]>(context, learner))
}
