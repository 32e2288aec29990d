import { counted, duration, figure } from '../command/figures.ts'
import type { Style } from '../command/style.ts'
import type { ImportCheck } from './check-file.ts'
import type { ImportForecast } from './forecast.ts'
import type { Imported } from './import-people.ts'

/** What an import would do. */
export interface DryRun extends ImportCheck {
  journey: string
  forecast: ImportForecast
}

function emailWords({ emailsADay, mostADay }: ImportForecast, style: Style): string {
  const words = `First emails: ${figure(emailsADay)} a day. Quota and rate let ${Number.isFinite(mostADay) ? figure(mostADay) : 'any number'} a day go out.`
  if (emailsADay <= mostADay) return words
  return style.bad(
    `${words} Spread them with --over, or people wait for days; a domain is warmed up slowly too.`,
  )
}

function tableWords({ writeUnitsPerSecond, warmUp }: ImportForecast, style: Style): string {
  const words = `The table: ${figure(writeUnitsPerSecond)} write units a second.`
  if (!warmUp) return words
  return style.bad(
    `${words} A table that was quiet takes 4,000: warm it up first (aws dynamodb update-table --warm-throughput), or lower --rate.`,
  )
}

/** The dry run in words: what is wrong with each line, and what would come in. */
export function dryRunLines({ people, known, bad, doneBefore, forecast }: DryRun, style: Style): string[] {
  return [
    ...bad.map(({ line, problems }) => `line ${line}: ${problems.join('; ')}`),
    style.heading(`${counted(people, 'person', 'people')}, ${counted(bad.length, 'bad line')}.`),
    `${figure(known)} of the addresses are known here: whoever is in the journey, left or bounced stays as they are.`,
    ...(doneBefore > 0
      ? [`An earlier run has done everything up to line ${doneBefore}; this one goes on there.`]
      : []),
    `It takes about ${duration(forecast.seconds * 1000)}.`,
    tableWords(forecast, style),
    emailWords(forecast, style),
  ]
}

/** What came of an import, for a terminal. */
export function importedLines({ outcomes, skipped, lastLine, finished }: Imported): string[] {
  const { imported, joined } = outcomes
  return [
    finished ? 'Done.' : `Stopped. Every line up to ${lastLine} is done; say the same again to go on.`,
    `${counted(imported, 'person', 'people')} imported, ${figure(joined)} who took part already joined this journey too.`,
    `${figure(outcomes['already-in-it'])} were in it, ${figure(outcomes['stays-out'])} had left or cannot be reached and stay out, ${figure(outcomes['too-many-journeys'])} follow too many journeys, ${counted(skipped, 'bad line')} left out.`,
  ]
}
