import type { Command } from 'commander'
import { calendarDay } from '../../../shared/domain/schedule.ts'
import { calendarDay as dayArgument, wholeNumber } from '../command/arguments.ts'
import { counted } from '../command/format.ts'
import { progressLine } from '../command/progress.ts'
import {
  action,
  agree,
  type Changing,
  type CliContext,
  changing,
  type Run,
  reasonOf,
} from '../command/run.ts'
import type { Shown } from '../command/shown.ts'
import { styleFor } from '../command/style.ts'
import { currentJourney } from '../current-journey.ts'
import { type ExitCode, exitCodes, OperatorProblem } from '../problem.ts'
import { checkFile } from './check-file.ts'
import { importForecast } from './forecast.ts'
import { importPeople } from './import-people.ts'
import { columns, neededColumns } from './person-row.ts'
import { type DryRun, dryRunLines, importedLines } from './words.ts'

const examples = `
The file is CSV in UTF-8, its first line names the columns: ${columns.join(', ')}.
Needed are ${neededColumns.join(', ')}. docs/operating.md explains each.

The file is always read whole first. Whoever left, bounced or complained stays out; nobody is emailed before
their day. Cut off, say the same again: it goes on where it was, and doing a line twice changes nothing.

Examples:
  npm run operator -- import people.csv --journey shiftworks --dry-run --stage prod
  npm run operator -- import people.csv --journey shiftworks --start 2027-01-11 --over 20 --rate 100 \\
    --reason "moved over from the old service" --stage prod`

interface Options extends Changing {
  journey: string
  start?: string
  over: number
  rate: number
  dryRun?: boolean
  skipBad?: boolean
}

const day = 24 * 60 * 60 * 1000

/** The day of the first emails. @throws OperatorProblem when there is no such journey, or the day has passed. */
async function startOf({ deps, options }: Run<Options>): Promise<string> {
  const { zone } = await currentJourney(deps, options.journey)
  const today = calendarDay(deps.clock.now(), zone)
  const { start = calendarDay(deps.clock.now() + day, zone) } = options
  if (start < today) throw new OperatorProblem(`${start} has passed: it is ${today} in the journey's zone.`)
  return start
}

async function dryRun(run: Run<Options>, path: string): Promise<DryRun> {
  const { deps, io, options } = run
  const line = progressLine(io)
  const check = await checkFile(deps, path, options.journey, done => line.show({ done, unit: 'lines' }))
  line.end()
  const forecast = importForecast(check, options.rate, options.over, await deps.account())
  return { ...check, journey: options.journey, forecast }
}

async function importChecked(
  run: Run<Options>,
  path: string,
  start: string,
  checked: DryRun,
): Promise<Shown> {
  const { deps, io, options } = run
  const { journey: journeyId, over, rate: perSecond } = options
  const why = reasonOf(options)
  io.err(`${dryRunLines(checked, styleFor(false, io.zone)).join('\n')}\n`)
  await agree(
    run,
    `Import ${counted(checked.people, 'person', 'people')} into ${journeyId}, first emails from ${start} on?`,
  )
  const line = progressLine(io)
  let interrupted = false
  const forget = io.onInterrupt(() => {
    interrupted = true
  })
  const progress = (done: number) => line.show({ done, of: checked.people, unit: 'people' })
  const plan = { path, journeyId, start, over, perSecond, why }
  const imported = await importPeople(deps, plan, checked, { progress, stopped: () => interrupted })
  forget()
  line.end()
  const exitCode = imported.finished ? exitCodes.ok : exitCodes.trouble
  return { value: imported, lines: () => importedLines(imported), exitCode }
}

/** Bad lines are what a dry run is there to find, and a mistake where they were to be imported. */
function exitOf({ bad }: DryRun, { dryRun: isDry }: Options): ExitCode {
  if (bad.length === 0) return exitCodes.ok
  return isDry ? exitCodes.trouble : exitCodes.mistake
}

async function importCommand(run: Run<Options>, path: string): Promise<Shown> {
  const { options } = run
  const start = await startOf(run)
  if (!options.dryRun) reasonOf(options)
  const checked = await dryRun(run, path)
  const refused = checked.bad.length > 0 && !options.skipBad
  if (!options.dryRun && !refused) return importChecked(run, path, start, checked)
  const advice =
    refused && !options.dryRun
      ? ['Nothing was imported: mend these lines, or leave them out with --skip-bad.']
      : []
  return {
    value: checked,
    lines: style => [...dryRunLines(checked, style), ...advice],
    exitCode: exitOf(checked, options),
  }
}

/** `operator import`: people who agreed elsewhere. */
export function addImport(program: Command, context: CliContext): void {
  changing(program.command('import'))
    .description('people who agreed elsewhere, with the evidence of their consent')
    .argument('<file.csv>')
    .requiredOption('--journey <id>', 'the journey that they join')
    .option('--start <day>', 'day of the first emails; tomorrow if absent', dayArgument)
    .option('--over <days>', 'spread the first emails over so many days', wholeNumber, 1)
    .option('--rate <number>', 'people a second', wholeNumber, 50)
    .option('--dry-run', 'only read the file, and say what would happen')
    .option('--skip-bad', 'import the good lines though there are bad ones')
    .addHelpText('after', examples)
    .action(action(context, importCommand))
}
