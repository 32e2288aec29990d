import { counted, duration, formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import type { ImportCheck } from './check-file.ts'
import type { ImportForecast } from './forecast.ts'
import type { Imported } from './import-people.ts'

/** The result of an import's dry run. */
export interface DryRun extends ImportCheck {
  journey: string
  forecast: ImportForecast
}

function emailWords({ emailsADay, maxADay }: ImportForecast, style: Style): string {
  const words = `First emails: ${formatNumber(emailsADay)} a day. Quota and rate let ${Number.isFinite(maxADay) ? formatNumber(maxADay) : 'any number'} a day go out.`
  if (emailsADay <= maxADay) return words
  return style.bad(
    `${words} Spread them with --over, or people wait for days; a domain is warmed up slowly too.`,
  )
}

function tableWords({ writeUnitsPerSecond, warmUp }: ImportForecast, style: Style): string {
  const words = `The table: ${formatNumber(writeUnitsPerSecond)} write units a second.`
  if (!warmUp) return words
  return style.bad(
    `${words} A table that was quiet takes 4,000: warm it up first (aws dynamodb update-table --warm-throughput), or lower --rate.`,
  )
}

/** The number of invalid lines in the list. */
const listed = 50

/** The dry run for a terminal: the problems of each line, and what would be imported. */
export function dryRunLines({ people, known, bad, doneBefore, forecast }: DryRun, style: Style): string[] {
  return [
    ...bad.slice(0, listed).map(({ line, problems }) => `line ${line}: ${problems.join('; ')}`),
    ...(bad.length > listed
      ? [`… and ${formatNumber(bad.length - listed)} more: --dry-run --json lists them.`]
      : []),
    style.heading(`${counted(people, 'person', 'people')}, ${counted(bad.length, 'bad line')}.`),
    `${counted(known, 'address is', 'addresses are')} known here: whoever is in the journey, left or bounced stays as they are. Whoever was erased is not among them, and stays out.`,
    ...(doneBefore > 0
      ? [`An earlier run has done everything up to line ${doneBefore}; this one goes on there.`]
      : []),
    `It takes about ${duration(forecast.seconds * 1000)}.`,
    tableWords(forecast, style),
    emailWords(forecast, style),
  ]
}

/** The result of an import, for a terminal. */
export function importedLines({ outcomes, skipped, lastLine, finished }: Imported, style: Style): string[] {
  const rows: [string, number][] = [
    ['imported', outcomes.imported],
    ['took part already, and joined this journey too', outcomes.joined],
    ['are or were in this journey: as they were', outcomes['already-in-it']],
    ['have left, were erased or cannot be reached: stay out', outcomes['stays-out']],
    ['follow as many journeys as anybody may: stay out', outcomes['too-many-journeys']],
    ['bad lines, left out', skipped],
  ]
  return [
    finished ? 'Done.' : `Stopped. Every line up to ${lastLine} is done; say the same again to go on.`,
    ...columns(
      rows.map(([words, count]) => [words, formatNumber(count)]),
      style.width,
    ),
  ]
}
