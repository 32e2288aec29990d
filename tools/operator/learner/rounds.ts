import { barKeys } from '../../../shared/application/reflections/barred.ts'
import type { Entry, WhyOut } from '../../../shared/domain/circles/entry.ts'
import { type Round, roundAt } from '../../../shared/domain/circles/round.ts'
import { day, hour, week } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { barredFor } from '../../../shared/domain/reflections/bars.ts'
import { utcDay } from '../../../shared/domain/utc-day.ts'
import { barredStore } from '../../../shared/store/barred.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import { journeyCirclesStore } from '../../../shared/store/journey-circles.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { type DealtRound, roundStore, roundsKept } from '../../../shared/store/rounds.ts'
import { type UnreadableRow, unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
import type { OperatorDeps } from '../deps.ts'
import { dayWords } from './day-words.ts'
import type { Happening } from './happened.ts'

const whyOut: Readonly<Record<WhyOut, string>> = {
  'took-back': 'they had taken it back',
  left: 'they had left',
  unreachable: 'no email reaches them',
  rejected: 'SES takes no email of this journey to them',
  paused: 'they had paused the journey',
  'on-a-break': 'they were on a break',
  'no-time': 'no time that they like for emails came within four days',
  removed: 'an operator had removed them from circles',
  restored: 'they had joined before the table was restored',
  unreadable: 'their rows could not be read',
  name: 'the name that they chose does not pass the rule of names any more',
}

/** A person's entry in a round, with everything that explains its outcome. */
interface Joined {
  round: Round
  entry: Entry
  dealt: DealtRound | undefined
  /** Whether the round's outcome cannot be read. */
  isDealUnread: boolean
  /** Whether circles are on in the journey. */
  isOn: boolean
  /** Whether a letter proposed a group of this round to them. */
  isProposed: boolean
  /** Whether they were moved to a later round, with priority. */
  isTakenAlong: boolean
}

/** The usual time between a round's closing and its deal, in milliseconds. */
const soonDealt = hour

function whyNobody({ people, smallestPool = 0 }: DealtRound): string {
  return people < smallestPool
    ? `nobody was dealt, since ${people} had joined and it takes ${smallestPool}`
    : 'nobody was dealt, since it was come to so late that no group could have answered'
}

/** Why no group was proposed to somebody; undefined if one was, or if the reason is not known yet. */
function whyNot(joined: Joined, now: Instant): string | undefined {
  const { round, entry, dealt, isDealUnread, isOn, isProposed, isTakenAlong } = joined
  if (entry.out) return `they were not dealt: ${whyOut[entry.out]}`
  if (isProposed || isDealUnread) return undefined
  if (!dealt && now < round.closesAt + soonDealt) return undefined
  if (!dealt) return isOn ? 'it is not dealt yet, and late' : 'it is not dealt, since circles are off'
  if (dealt.proposals === 0) return whyNobody(dealt)
  if (isTakenAlong) return 'they could not be placed'
  return 'they were dealt, and had left, paused or were removed before their group was asked'
}

/** The outcome of a round that somebody joined, if no letter tells it. */
function happenings(joined: Joined, journey: Journey, now: Instant): Happening[] {
  const { round, entry } = joined
  const told = { what: 'CircleRound', journeyId: journey.id }
  const first = `First in line in the round of circles that closes on ${dayWords(round.id)}: no circle came of the one before.`
  const why = now >= round.closesAt ? whyNot(joined, now) : undefined
  return [
    ...(entry.isFirstInLine
      ? [{ ...told, at: Math.max(entry.at, round.closesAt - week), words: first }]
      : []),
    ...(why
      ? [
          {
            ...told,
            at: entry.calledAt ?? round.closesAt,
            words: `Of the round of circles that closed on ${dayWords(round.id)}: ${why}.`,
          },
        ]
      : []),
  ]
}

/** Somebody's entry cannot be read, so the others are dealt without them. */
const notRead = (round: Round, { id }: Journey, { message }: UnreadableRow): Happening => ({
  at: round.closesAt - week,
  what: 'CircleRound',
  journeyId: id,
  words: `Joined the round of circles that closes on ${dayWords(round.id)}, and is left out of it: ${message}`,
})

/** A round's outcome cannot be read, so the reason for no proposal is unknown. */
const dealNotRead = (round: Round, { id }: Journey, { message }: UnreadableRow): Happening => ({
  at: round.closesAt,
  what: 'CircleRound',
  journeyId: id,
  words: `What came of the round of circles that closed on ${dayWords(round.id)} cannot be told: ${message}`,
})

/** The switch of circles cannot be read, so circles count as off. */
const switchNotRead = (at: Instant, { id }: Journey, { message }: UnreadableRow): Happening => ({
  at,
  what: 'CircleRound',
  journeyId: id,
  words: `Circles count as off in this journey until a release reads how they stand: ${message}`,
})

async function ofJourney(
  { table, clock }: OperatorDeps,
  { learner, rows }: LearnerRecord,
  journey: Journey,
): Promise<Happening[]> {
  const [rounds, now] = [roundStore(table), clock.now()]
  const proposed = parseHistory(rows.enrolments[journey.id]?.history ?? '').flatMap(entry =>
    'kind' in entry && entry.kind === 'circle-proposal' && 'group' in entry ? [String(entry.group)] : [],
  )
  const unread: Happening[] = []
  const found = await Promise.all(
    roundsKept(now).map(async sunday => {
      const named = { journeyId: journey.id, id: sunday }
      const round = roundAt(Date.parse(sunday) + day / 2, journey.zone)
      const entry = await unlessUnreadable(rounds.find(named, learner.id), row =>
        unread.push(notRead(round, journey, row)),
      )
      if (!entry) return []
      let isDealUnread = false
      const dealt = await unlessUnreadable(rounds.dealt(named), row => {
        isDealUnread = true
        unread.push(dealNotRead(round, journey, row))
      })
      return [{ round, entry, dealt, isDealUnread }]
    }),
  )
  const all = found.flat()
  if (all.length === 0) return unread
  const circles = await unlessUnreadable(journeyCirclesStore(table).of(journey.id), row =>
    unread.push(switchNotRead(now, journey, row)),
  )
  const isOn = circles?.isOn ?? false
  const told = all.flatMap((one, place) => {
    const isProposed = proposed.some(group => group.startsWith(`${journey.id}.${one.round.id}.`))
    const isTakenAlong = all.slice(place + 1).some(({ entry }) => entry.isFirstInLine)
    return happenings({ ...one, isOn, isProposed, isTakenAlong }, journey, now)
  })
  return [...told, ...unread]
}

async function removal(deps: OperatorDeps, record: LearnerRecord): Promise<Happening[]> {
  const keys = barKeys(await deps.addresses(), record)
  const now = deps.clock.now()
  const unread: Happening[] = []
  const bars = await unlessUnreadable(barredStore(deps.table).of(keys, now), ({ message }) => {
    const words = `What they have lost by abusing it, if anything, cannot be told: ${message}`
    unread.push({ at: now, what: 'CirclesBarred', words })
  })
  const at = bars?.circles
  if (at === undefined) return unread
  const until = utcDay(at + barredFor)
  return [
    {
      at,
      what: 'CirclesBarred',
      words: `Was removed from circles by an operator, until ${dayWords(until)}.`,
    },
  ]
}

/**
 * Returns why somebody who joined rounds was proposed to nobody, and whether they were removed. It reads the rows of
 * the rounds while these are kept, because an event would cost one more write for everybody who joins.
 */
export async function roundsOf(
  deps: OperatorDeps,
  record: LearnerRecord,
  journeys: readonly Journey[],
): Promise<Happening[]> {
  const own = journeys.filter(({ id }) => record.learner.enrolments[id])
  const all = await Promise.all([removal(deps, record), ...own.map(one => ofJourney(deps, record, one))])
  return all.flat()
}
