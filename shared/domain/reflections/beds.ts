import { datesIn, shortDatesIn } from './dates.ts'
import { type Found, findAll, overlap, type Stretch } from './stretch.ts'

const numberWords =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?'
const which = `(?:(?:number|no\\.?|nr\\.?|#)\\s?)?(?:#?\\p{L}?[-]?\\d{1,3}\\p{L}?|${numberWords})`
const place = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:bed\\s?spaces?|beds?|wards?|bays?|cubicles?|side\\s?-?rooms?|trolleys?|cots?|incubators?)[\\s:-]{1,2}${which}(?![\\p{L}\\p{N}])(?!\\s(?:day|morning|night|evening|afternoon|week|time|of|more|hours?|days|years?|months|weeks|minutes|people|patients|nurses|beds))`,
  'giu',
)
const lettered = /(?<![\p{L}\p{N}])(?:[Bb]ed|BED|[Ww]ard|WARD|[Bb]ay|BAY)\s[A-HJ-Z](?![\p{L}\p{N}])/gu
/** A room number counts only after a word for a person. Other rooms may be for meetings. */
const room =
  /(?<=\b(?:resident|patient|client|lady|gentleman|man|woman|boy|girl|he|she|who)\b[^.!?\n]{0,20}\bin )room \d{1,3}\p{L}?(?![\p{L}\p{N}])/giu

/** The most characters between a place and its date. */
const nearBy = 100

const isNear = (one: Found, other: Found): boolean =>
  !overlap(one, other) && one.from - other.to < nearBy && other.from - one.to < nearBy

const together = (one: Found, other: Found): Stretch => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
})

/** Bed or ward numbers near a date. Together they identify a patient. */
export function bedsWithDate(text: string): Stretch[] {
  const places = [place, lettered, room].flatMap(pattern => findAll(text, pattern))
  if (places.length === 0) return []
  const section = ({ from }: Stretch): number => Math.floor(from / nearBy)
  // Each place looks only at dates in the sections around it, so that the time is linear.
  const days = Map.groupBy([...datesIn(text), ...shortDatesIn(text)], section)
  const around = (one: Found) => [-2, -1, 0, 1, 2].flatMap(step => days.get(section(one) + step) ?? [])
  return places.flatMap(one => {
    const day = around(one).find(other => isNear(one, other))
    return day ? [together(one, day)] : []
  })
}
