import { day } from '../../../shared/domain/duration.ts'
import { calendarDay as dayIn } from '../../../shared/domain/schedule.ts'
import { currentJourney } from '../current-journey.ts'
import {
  argument,
  flag,
  neededOption,
  option,
  optionWithUsual,
  text,
  type ValuesOf,
} from '../operations/input.ts'
import type { Session } from '../operations/session.ts'
import { calendarDay, wholeNumber } from '../operations/values.ts'
import { OperatorProblem } from '../problem.ts'
import { checkFile } from './check-file.ts'
import { importForecast } from './forecast.ts'
import type { DryRun } from './import-in-words.ts'

/** The inputs of an import. */
export const importInputs = {
  file: argument('<file.csv>', '', text),
  journey: neededOption('--journey <id>', 'the journey that they join', text),
  start: option('--start <day>', 'day of the first emails; tomorrow if absent', calendarDay),
  over: optionWithUsual('--over <days>', 'spread the first emails over so many days', wholeNumber, 1),
  rate: optionWithUsual('--rate <number>', 'people a second', wholeNumber, 50),
  skipBad: flag('--skip-bad', 'import the good lines though there are bad ones'),
}

/** The values of these inputs. */
export type ImportInput = ValuesOf<typeof importInputs>

/**
 * Returns the start of the day of the first emails.
 * @throws OperatorProblem if there is no such journey, or the day has passed
 */
async function startOf({ open }: Session, { journey, start: asked }: ImportInput): Promise<string> {
  const deps = await open()
  const { zone } = await currentJourney(deps, journey)
  const today = dayIn(deps.clock.now(), zone)
  const start = asked ?? dayIn(deps.clock.now() + day, zone)
  if (start < today) throw new OperatorProblem(`${start} has passed: it is ${today} in the journey's zone.`)
  return start
}

/**
 * Reads and checks the whole file.
 * @throws OperatorProblem if it cannot be read, or if the day of the first emails has passed
 */
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
