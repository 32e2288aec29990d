import { day } from '../../../shared/domain/duration.ts'
import { calendarDay as dayIn } from '../../../shared/domain/schedule.ts'
import { currentJourney } from '../current-journey.ts'
import { checkFile } from '../import/check-file.ts'
import { importForecast } from '../import/forecast.ts'
import { type DryRun, dryRunLines } from '../import/import-in-words.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import { argument, flag, neededOption, option, optionWithUsual, text, type ValuesOf } from './input.ts'
import { reading } from './operation.ts'
import type { Session } from './session.ts'
import { calendarDay, wholeNumber } from './values.ts'

/** What an import is told. */
export const importInputs = {
  file: argument('<file.csv>', '', text),
  journey: neededOption('--journey <id>', 'the journey that they join', text),
  start: option('--start <day>', 'day of the first emails; tomorrow if absent', calendarDay),
  over: optionWithUsual('--over <days>', 'spread the first emails over so many days', wholeNumber, 1),
  rate: optionWithUsual('--rate <number>', 'people a second', wholeNumber, 50),
  skipBad: flag('--skip-bad', 'import the good lines though there are bad ones'),
}

type ImportInput = ValuesOf<typeof importInputs>

/** The day of the first emails. @throws OperatorProblem when there is no such journey, or the day has passed. */
async function startOf({ open }: Session, { journey, start: asked }: ImportInput): Promise<string> {
  const deps = await open()
  const { zone } = await currentJourney(deps, journey)
  const today = dayIn(deps.clock.now(), zone)
  const start = asked ?? dayIn(deps.clock.now() + day, zone)
  if (start < today) throw new OperatorProblem(`${start} has passed: it is ${today} in the journey's zone.`)
  return start
}

/** Reads the file whole. @throws OperatorProblem when it cannot be read, or when the day of the first emails has passed. */
export async function checkImport(
  session: Session,
  input: ImportInput,
): Promise<{ start: string; checked: DryRun }> {
  const start = await startOf(session, input)
  const deps = await session.open()
  const { file, journey, rate, over } = input
  const progress = (done: number) => session.progress({ done, unit: 'lines' })
  const check = await checkFile(deps, file, journey, progress)
  const forecast = importForecast(check, rate, over, await deps.account())
  return { start, checked: { ...check, journey, forecast } }
}

/** What an import would do, and what is wrong with each line. */
export const importDryRun = reading({
  name: 'import dry-run',
  command: 'import',
  chosenBy: ['dryRun'],
  summary: 'only read the file, and say what would happen',
  examples: ['import people.csv --journey shiftworks --dry-run --stage prod'],
  does: 'reads',
  inputs: {
    ...importInputs,
    dryRun: flag('--dry-run', 'only read the file, and say what would happen'),
  },
  console: { absent: 'The file lies where the terminal is.' },
  async run(session, input) {
    const { checked } = await checkImport(session, input)
    return {
      value: checked,
      lines: style => dryRunLines(checked, style),
      exitCode: checked.bad.length > 0 ? exitCodes.trouble : exitCodes.ok,
    }
  },
})
