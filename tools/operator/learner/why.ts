import { sendingDays, type Why } from '../../../shared/domain/expected.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey, Wait } from '../../../shared/domain/journey.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import type {
  LikedTimes,
  PreferenceName,
  Preferences,
  PreferencesThatDecide,
  Weekday,
} from '../../../shared/domain/preferences.ts'
import { isOnBreak } from '../../../shared/domain/schedule.ts'
import { inThePart } from '../../../shared/texts/en-parts-of-day.ts'
import { counted } from '../command/format.ts'
import { dayWords } from './day-words.ts'
import { waitReason } from './happened.ts'

const listed = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

const onDays = (days: readonly Weekday[]): string =>
  `on ${listed(days.map(day => day.charAt(0).toUpperCase() + day.slice(1)))}`

/** Describes each preference that a person set. */
const inWords = ({
  days,
  parts,
  pace,
  breakUntil,
}: Preferences): { readonly [N in PreferenceName]: string | undefined } => ({
  days: days && onDays(days),
  parts: parts && listed(parts.map(part => inThePart[part])),
  pace: pace === 'slower' ? 'at the slower pace' : undefined,
  breakUntil: breakUntil && `on a break until ${dayWords(breakUntil)}`,
})

/** Describes a person's preferred times for emails. A past break is left out. */
export function likesWords(preferences: Preferences, now: Instant, journey: Journey | undefined): string {
  const { breakUntil, ...others } = inWords(preferences)
  const isResting = journey === undefined || isOnBreak(now, journey, preferences)
  const chosen = Object.values({ ...others, breakUntil: isResting ? breakUntil : undefined })
  return chosen.filter(word => word !== undefined).join(', ') || 'as the journey is written'
}

const waitWords = (wait: Wait): string =>
  'hours' in wait ? counted(wait.hours, 'hour') : counted(wait.days, 'day')

/** Where the wait for an email begins: at the previous module, at the start, or at the person's last activity. */
export type CountedFrom = 'module' | 'start' | 'silence'

const countedFrom: Readonly<Record<CountedFrom, string>> = {
  module: 'after they did the module before',
  start: 'after the journey began',
  silence: 'in silence, counted from the module’s email or their last press',
}

/** A person's journey, and where the wait begins. */
interface Waits {
  learner: Learner
  journey: Journey
  from: CountedFrom
  now: Instant
}

function plannedWords(wait: Wait | undefined, { learner, journey, from }: Waits): string[] {
  const { preferences } = learner
  const slower =
    preferences.pace === 'slower' ? ', twice as long as written since they chose the slower pace' : ''
  const { days, parts } = inWords(preferences)
  const times: Readonly<Record<keyof LikedTimes, string | undefined>> = { days, parts }
  const liked = Object.values(times).filter(Boolean).join(', ')
  const sends = sendingDays(journey, learner)
  return [
    ...(wait ? [`${waitWords(wait)} ${countedFrom[from]}${slower}`] : []),
    ...(liked ? [`they like emails ${liked}`] : []),
    ...(sends ? [`the journey sends its emails ${onDays(sends)}`] : []),
  ]
}

function breakWords({ learner, journey, from, now }: Waits): string {
  const { preferences } = learner
  const is = isOnBreak(now, journey, preferences) ? 'are' : 'were'
  const { breakUntil } = inWords(preferences)
  const breaks: Readonly<Record<PreferencesThatDecide<'breaks'>, string | undefined>> = { breakUntil }
  return `they ${is} ${Object.values(breaks).filter(Boolean).join(', ')}${from === 'silence' ? ', and silence counts from then on' : ''}`
}

/** Explains why an email comes at its time and not sooner, as the learner's own page does. */
export function whyWords(why: Why, waits: Waits): string[] {
  switch (why.is) {
    case 'planned':
      return plannedWords(why.wait, waits)
    case 'on-a-break':
      return [breakWords(waits)]
    case 'asked':
      return ['they asked for it']
    case 'sent-again':
      return ['an operator asked for it to be emailed once more']
    default:
      return [waitReason(why.is)]
  }
}
