import type * as z from 'zod/mini'
import { type DomainEvent, definitionOf, isOnBus, isStateOnly } from '../domain/domain-event.ts'
import { enrolmentDueAt, learnerDueAt } from '../domain/due.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import { type JourneyId, LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { openOutcomes } from '../domain/open-outcomes.ts'
import { placeOf } from '../domain/place.ts'
import { requestedFor } from '../domain/requested-sign-up.ts'
import { withoutUndefined } from '../domain/without-undefined.ts'
import type { Details } from './details.ts'
import { accountEmails, dueAttributes } from './due.ts'
import { addToHistory } from './history.ts'
import { enrolmentKey, journeyIdOf, learnerIdOf, profileKey } from './keys.ts'
import { EnrolmentRow, ProfileRow, shape, upcast } from './learner-rows.ts'
import { lettersText, parseLetters } from './letters.ts'
import { historyIn, packHistory } from './packed-history.ts'
import type { RowState } from './read-and-write.ts'
import { parseReplies, repliesText } from './replies.ts'
import type { Item } from './table.ts'
import { parseTried, triedText } from './tried.ts'
import { parseWords, wordList, wordLookup, wordsText } from './words.ts'

/**
 * What has to be counted for a write: the person's place and their previous one (`at`, `was`), the change in emails
 * held (`u`), and the sector that they were counted under until then (`sw`; empty for none).
 */
type Counted = { at?: string; was?: string | undefined; u?: number; sw?: string }

/** An event as the row carries it beside its history. Null if it is not published. */
function toldByRow(event: DomainEvent): object | null {
  if (!isOnBus(event)) return null
  if (definitionOf(event.type).about === 'person') return event
  const { journeyId: _inItsKey, ...told } = { journeyId: undefined, ...event }
  return told
}

/**
 * The attributes for the stream: the events of this write (without claims), and what changes the counts, possibly
 * without events.
 */
function forStream(events: readonly DomainEvent[], counted: Counted): Record<string, unknown> {
  const established = events.filter(event => !isStateOnly(event))
  const isHandedOn = established.length > 0 || Object.keys(counted).length > 0
  return isHandedOn ? { ...counted, f: JSON.stringify(established.map(toldByRow)) } : {}
}

const openChange = (before: number, after: number): Counted => (before === after ? {} : { u: after - before })

/** When DynamoDB may delete a person who never confirmed; absent for others. */
export function expiry(learner: Learner): { ttl?: number } {
  const latest = learner.status === 'pending' ? learner.requests.at(-1) : undefined
  return latest ? { ttl: Math.floor((latest.at + requestedFor) / 1000) } : {}
}

/** The row of the person themselves. */
export function toProfileItem(
  learner: Learner,
  details: Details,
  row: RowState,
  events: readonly DomainEvent[],
  before: Learner,
): Item {
  const { id, claim, enrolments, ...rest } = learner
  return withoutUndefined<Item>({
    ...profileKey(id),
    _: shape,
    v: row.version + 1,
    h: addToHistory(row.history, events, row.version + 1),
    ...rest,
    details,
    cl: claim,
    journeys: Object.keys(enrolments),
    ...dueAttributes(accountEmails, id, learnerDueAt(learner)),
    ...expiry(learner),
    ...forStream(events, openChange(openOutcomes(before, undefined), openOutcomes(learner, undefined))),
  })
}

/** The row of a person in one journey. */
export function toEnrolmentItem(
  learner: Learner,
  enrolment: Enrolment,
  row: RowState,
  events: readonly DomainEvent[],
  before: Learner,
): Item {
  const { journeyId } = enrolment
  const earlier = before.enrolments[journeyId]
  const place = placeOf(learner, enrolment)
  const was = earlier && placeOf(before, earlier)
  const moved = place !== was && { at: place, was }
  const opened = openChange(openOutcomes(before, journeyId), openOutcomes(learner, journeyId))
  const resorted = earlier && before.sector !== learner.sector && { sw: before.sector ?? '' }
  const { numberOf, text } = wordList()
  return withoutUndefined<Item>({
    ...enrolmentKey(learner.id, journeyId),
    _: shape,
    v: row.version + 1,
    h: packHistory(addToHistory(row.history, events, row.version + 1), numberOf),
    e: enrolment.epoch,
    p: enrolment.phase,
    d: enrolment.dueAt,
    pb: enrolment.pausedBy,
    rf: enrolment.rejections,
    em: wordsText(enrolment.emailed, numberOf),
    dn: wordsText(enrolment.done, numberOf),
    tr: enrolment.tried && triedText(enrolment.tried, numberOf),
    rp: enrolment.replies && repliesText(enrolment.replies, numberOf),
    n: enrolment.emailCount,
    la: enrolment.lastEmailAt,
    cl: enrolment.claim,
    of: enrolment.offered && wordsText(enrolment.offered, numberOf),
    rd: enrolment.round,
    ru: enrolment.silent,
    rs: enrolment.resend,
    lt: enrolment.letters && lettersText(enrolment.letters, numberOf),
    w: text(),
    sc: learner.sector,
    ...dueAttributes(journeyId, learner.id, enrolmentDueAt(learner, enrolment)),
    ...forStream(events, { ...moved, ...opened, ...resorted }),
  })
}

type OwnState = Omit<Learner, 'enrolments'>

/** The engine's part of a profile row. */
export const learnerOfRow = (
  id: LearnerId,
  { cl, ...rest }: Omit<z.infer<typeof ProfileRow>, 'v' | 'h' | 'details' | 'journeys'>,
): OwnState => withoutUndefined({ id, ...rest, claim: cl && withoutUndefined(cl) }) as OwnState

/**
 * Parses a profile row.
 * @throws if it has no shape that this version knows.
 */
export function fromProfileItem(item: Item): {
  learner: OwnState
  details: Details
  row: RowState
  journeys: JourneyId[]
} {
  const { v, h, details, journeys, ...rest } = ProfileRow.parse(upcast(item))
  const learner = learnerOfRow(LearnerId.parse(learnerIdOf(item)), rest)
  return { learner, details: withoutUndefined(details), row: { version: v, history: h }, journeys }
}

/**
 * Parses an enrolment row.
 * @throws if it has no shape that this version knows.
 */
export function fromEnrolmentItem(item: Item): { enrolment: Enrolment; row: RowState } {
  const read = EnrolmentRow.parse(upcast(item))
  const wordAt = wordLookup(read.w)
  const enrolment = withoutUndefined({
    journeyId: journeyIdOf(item),
    epoch: read.e,
    phase: read.p,
    dueAt: read.d,
    pausedBy: read.pb,
    rejections: read.rf,
    emailed: parseWords(read.em, wordAt),
    done: parseWords(read.dn, wordAt),
    tried: read.tr === undefined ? undefined : parseTried(read.tr, wordAt),
    replies: read.rp === undefined ? undefined : parseReplies(read.rp, wordAt),
    emailCount: read.n,
    lastEmailAt: read.la,
    claim: read.cl && withoutUndefined(read.cl),
    offered: read.of === undefined ? undefined : parseWords(read.of, wordAt),
    round: read.rd,
    silent: read.ru,
    resend: read.rs,
    letters: read.lt === undefined ? undefined : parseLetters(read.lt, wordAt),
  }) as Enrolment
  return { enrolment, row: { version: read.v, history: historyIn(read) } }
}
