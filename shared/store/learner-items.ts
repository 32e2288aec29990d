import * as z from 'zod/mini'
import { Consent } from '../domain/consent.ts'
import { JourneyEmail, LetterEmail } from '../domain/email.ts'
import { type Fact, isClaim } from '../domain/facts.ts'
import { Epoch, JourneyId, LearnerId, ModuleId } from '../domain/ids.ts'
import { type Enrolment, enrolmentDueAt, type Learner, learnerDueAt, placeOf } from '../domain/learner.ts'
import { LetterKind } from '../domain/letter-kind.ts'
import { openLetterOutcomes, openOutcomes } from '../domain/open-outcomes.ts'
import { Preferences } from '../domain/preferences.ts'
import { Sector } from '../domain/sectors.ts'
import { dueAttributes, letters } from './due.ts'
import { addToHistory } from './history.ts'
import { enrolmentKey, journeyIdOf, learnerIdOf, profileKey } from './keys.ts'
import type { RowState } from './row-state.ts'
import type { Item } from './table.ts'

/** What is known of a person and is nobody else's business: never in facts, events or logs. */
export const Details = z.object({
  email: z.string(),
  addressHash: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  /** A new address that waits for its confirmation. */
  newEmail: z.optional(z.string()),
  newAddressHash: z.optional(z.string()),
})
export type Details = z.infer<typeof Details>

/**
 * The personal data of somebody who gave these.
 * @param addressHash the keyed hash of the normalised address.
 */
export function newDetails(
  given: { email: string; firstName?: string | undefined; role?: string | undefined },
  addressHash: string,
): Details {
  const { email, firstName, role } = given
  return { email, addressHash, ...(firstName && { firstName }), ...(role && { role }) }
}

const instant = z.int().check(z.minimum(0))
/** Rows of earlier shapes are brought up to this one when they are read: add a step to `upcast` with each change. */
const shape = 1

/** Rows once knew the day of the last email alone. Its noon in UTC is a moment of that day in nearly every zone. */
function withMoment(item: Item, day: string, moment: string): Item {
  const known = item[day]
  return typeof known === 'string' ? { ...item, [moment]: Date.parse(`${known}T12:00Z`) } : item
}

function upcast(item: Item): Item {
  const stored = item['_']
  if (stored === shape) return withMoment(withMoment(item, 'ld', 'la'), 'lastEmailDay', 'lastEmailAt')
  throw new Error(
    `Row ${item.pk} ${item.sk} has shape ${String(stored)}, which this version cannot read. Deploy the version that wrote it, or newer.`,
  )
}

const claim = {
  at: instant,
  by: z.string(),
  unknownSince: z.optional(instant),
  lookAt: z.optional(instant),
}

const ProfileRow = z.object({
  v: z.int(),
  h: z.string(),
  details: Details,
  epoch: Epoch,
  standing: z.enum(['pending', 'active', 'left']),
  consent: z.extend(Consent, { at: instant }),
  preferences: Preferences,
  sector: z.optional(Sector),
  undeliverable: z.optional(z.enum(['bounced', 'complained', 'suppressed'])),
  joining: z.optional(z.object({ journeyId: JourneyId, since: instant })),
  letters: z.array(
    z.object({ kind: LetterKind, occurrence: z.int(), dueAt: instant, refusals: z.optional(z.int()) }),
  ),
  letterCount: z.int(),
  asked: z.array(instant),
  linksAsked: z._default(z.array(instant), []),
  addressChange: z.optional(z.int()),
  lastEmailAt: z.optional(instant),
  cl: z.optional(z.object({ email: LetterEmail, ...claim })),
  /** The journeys that this person has rows for. */
  journeys: z.array(JourneyId),
})

const Phase = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting'), since: instant }),
  z.object({ is: z.literal('reading'), moduleId: ModuleId, since: instant, reminders: z.int() }),
  z.object({ is: z.literal('completed') }),
  z.object({ is: z.literal('left') }),
])

const ModuleList = z.pipe(
  z.string(),
  z.transform(list => (list === '' ? [] : list.split(','))),
)

/** An enrolment's row. Names are short because a row of up to 1 KB costs one write unit, and this one is written most. */
const EnrolmentRow = z.object({
  v: z.int(),
  h: z.string(),
  e: Epoch,
  p: Phase,
  d: z.optional(instant),
  pb: z.optional(z.enum(['learner', 'silence'])),
  rf: z.optional(z.int()),
  em: ModuleList,
  dn: ModuleList,
  n: z.int(),
  la: z.optional(instant),
  cl: z.optional(
    z.object({
      email: JourneyEmail,
      ...claim,
    }),
  ),
  rs: z.optional(z.object({ moduleId: ModuleId, at: instant })),
})

/** Where somebody is and was, and emails of theirs that are held since this write (or not any more: -1). */
type Counted = { at?: string; was?: string | undefined; u?: number }

/**
 * What this very write is told of through the stream: the facts it established (claims concern nobody else), and what
 * changes for the counting of people, if need be with no facts at all.
 */
function told(facts: readonly Fact[], counted: Counted): Record<string, unknown> {
  const established = facts.filter(fact => !isClaim(fact))
  const tells = established.length > 0 || Object.keys(counted).length > 0
  return tells ? { ...counted, f: JSON.stringify(established) } : {}
}

const openChange = (before: number, after: number): Counted => (before === after ? {} : { u: after - before })

const defined = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item

/** How long somebody who never confirms is kept, in seconds. */
const pendingFor = 30 * 24 * 60 * 60

/** When DynamoDB may remove somebody who never confirmed; absent for everybody else. */
export function expiry(learner: Learner): { ttl?: number } {
  const neverJoined = learner.standing === 'pending' && Object.keys(learner.enrolments).length === 0
  return neverJoined ? { ttl: Math.floor(learner.consent.at / 1000) + pendingFor } : {}
}

/** The row of the person themselves. */
export function toProfileItem(
  learner: Learner,
  details: Details,
  row: RowState,
  facts: readonly Fact[],
  before: Learner,
): Item {
  const { id, claim, enrolments, ...rest } = learner
  return defined({
    ...profileKey(id),
    _: shape,
    v: row.version + 1,
    h: addToHistory(row.history, facts, row.version + 1),
    ...rest,
    details,
    cl: claim,
    journeys: Object.keys(enrolments),
    ...dueAttributes(letters, id, learnerDueAt(learner)),
    ...expiry(learner),
    ...told(facts, openChange(openLetterOutcomes(before), openLetterOutcomes(learner))),
  })
}

/** The row of a person in one journey. */
export function toEnrolmentItem(
  learner: Learner,
  enrolment: Enrolment,
  row: RowState,
  facts: readonly Fact[],
  before: Learner,
): Item {
  const { journeyId } = enrolment
  const earlier = before.enrolments[journeyId]
  const place = placeOf(enrolment)
  const was = earlier && placeOf(earlier)
  const moved = place !== was && { at: place, was }
  const opened = openChange(openOutcomes(before, journeyId), openOutcomes(learner, journeyId))
  return defined({
    ...enrolmentKey(learner.id, journeyId),
    _: shape,
    v: row.version + 1,
    h: addToHistory(row.history, facts, row.version + 1),
    e: enrolment.epoch,
    p: enrolment.phase,
    d: enrolment.dueAt,
    pb: enrolment.pausedBy,
    rf: enrolment.refusals,
    em: enrolment.emailed.join(','),
    dn: enrolment.done.join(','),
    n: enrolment.emails,
    la: enrolment.lastEmailAt,
    cl: enrolment.claim,
    rs: enrolment.resend,
    sc: learner.sector,
    ...dueAttributes(journeyId, learner.id, enrolmentDueAt(learner, enrolment)),
    ...told(facts, { ...moved, ...opened }),
  })
}

/** Drops keys whose value is undefined, which zod's optional fields may carry. */
const exact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T

/** Reads a profile's row. Throws when it has no shape that this version knows. */
export function fromProfileItem(item: Item): {
  learner: Omit<Learner, 'enrolments'>
  details: Details
  row: RowState
  journeys: JourneyId[]
} {
  const { v, h, details, cl, journeys, ...rest } = ProfileRow.parse(upcast(item))
  const id = LearnerId.parse(learnerIdOf(item))
  const learner = exact({ id, ...rest, claim: cl && exact(cl) }) as Omit<Learner, 'enrolments'>
  return { learner, details: exact(details), row: { version: v, history: h }, journeys }
}

/** Reads an enrolment's row. Throws when it has no shape that this version knows. */
export function fromEnrolmentItem(item: Item): { enrolment: Enrolment; row: RowState } {
  const read = EnrolmentRow.parse(upcast(item))
  const enrolment = exact({
    journeyId: journeyIdOf(item),
    epoch: read.e,
    phase: read.p,
    dueAt: read.d,
    pausedBy: read.pb,
    refusals: read.rf,
    emailed: read.em,
    done: read.dn,
    emails: read.n,
    lastEmailAt: read.la,
    claim: read.cl && exact(read.cl),
    resend: read.rs,
  }) as Enrolment
  return { enrolment, row: { version: read.v, history: read.h } }
}
