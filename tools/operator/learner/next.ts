import { lastDeferral } from '../../../shared/application/last-deferral.ts'
import { isLetter, waitingLetters } from '../../../shared/domain/circles/letter.ts'
import type { Journeys } from '../../../shared/domain/decision.ts'
import { isOfGroup, type JourneyEmail } from '../../../shared/domain/email.ts'
import { type Enrolment, isStillMailed } from '../../../shared/domain/enrolment.ts'
import { expectedEmail } from '../../../shared/domain/expected.ts'
import { type Hold, isHeld, recalledModules } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import type { Learner } from '../../../shared/domain/learner.ts'
import { isGivenUp } from '../../../shared/domain/outbox.ts'
import { findModule } from '../../../shared/domain/progress.ts'
import { parseHistory } from '../../../shared/store/history.ts'
import { type RowRef, rowKey } from '../../../shared/store/keys.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { emailNames } from './happened.ts'
import { journeyHeldBack } from './held-back.ts'
import type { Names } from './names.ts'
import { type CountedFrom, whyWords } from './why.ts'

/** What comes next for a person, or why nothing does. */
export interface Next {
  /** When; absent if nothing comes by itself. */
  at?: Instant
  words: string
  /** Why not earlier, or what holds it. */
  because: readonly string[]
}

/** What this cannot know, because it is derived from the person's rows and the engine alone. */
export const nextLeavesOut =
  'It comes later where the day’s quota is used up, many wait before them, or the tick stands still. See status.'

/** The data that determines what comes next. */
export interface Present {
  now: Instant
  journeys: Journeys
  holds: readonly Hold[]
  names: Names
  /**
   * Why rows of this person were quarantined, after five failed attempts, by sort key. Such a row is not due, so
   * nothing comes until it is released.
   */
  quarantined: ReadonlyMap<string, string>
}

/** What is known of a quarantined row. */
export function whileQuarantined({ quarantined }: Present, row: RowRef): Next | undefined {
  const reason = quarantined.get(rowKey(row).sk)
  return reason === undefined
    ? undefined
    : nothing(
        `Nothing: their row could not be worked on and is quarantined (${reason}). operator reconcile --fix lets it be tried again.`,
      )
}

const unreachable: Readonly<Record<NonNullable<Learner['undeliverable']>, string>> = {
  bounced: 'No email: their address bounced for good.',
  complained: 'No email: they marked one of ours as spam.',
  suppressed: 'No email: an operator suppressed them.',
}

/** Why a person gets no email at all; undefined if they may. */
export function whyNothing({ status, undeliverable }: Learner): string | undefined {
  if (status === 'left') return 'No email: they left.'
  if (undeliverable) return unreachable[undeliverable]
  if (status === 'pending') return 'No module before they confirm their sign-up.'
  return undefined
}

/** Nothing comes by itself. */
const nothing = (words: string, ...because: string[]): Next => ({ words, because })

function whileClaimed({ claim, journeyId }: Enrolment, { names }: Present): Next | undefined {
  if (!claim) return undefined
  const email = isOfGroup(claim.email)
    ? emailNames[claim.email.kind]
    : `the email about ${names.module(journeyId, claim.email.moduleId)}`
  if (claim.unknownSince === undefined) return { at: claim.at, words: `On its way: ${email}.`, because: [] }
  const look = claim.lookAt === undefined ? {} : { at: claim.lookAt }
  return {
    ...look,
    words: `Held: nobody knows whether ${email} went out. Evidence is looked for.`,
    because: [],
  }
}

const kinds = {
  module: 'The module',
  reminder: 'A reminder of',
  'short-reminder': 'A short reminder of',
  paused: 'The news that the journey pauses, after',
  finished: 'The last email of the journey, after',
}

/**
 * Why an email is held because of a recalled module: an email about it, or the last email, which links to all
 * modules.
 */
function recalledBack(
  email: JourneyEmail,
  { emailed, done }: Enrolment,
  { holds, names }: Present,
): string[] {
  if (isOfGroup(email)) return []
  const { journeyId, kind, moduleId } = email
  const about = kind === 'finished' ? [...new Set([...emailed, ...done])] : [moduleId]
  const recalled = recalledModules(holds, journeyId).filter(id => about.includes(id))
  return recalled.map(id =>
    kind === 'finished'
      ? `an operator holds back ${names.module(journeyId, id)}, to which it links`
      : 'an operator holds this module back',
  )
}

function emailWords(email: JourneyEmail, { names }: Present): string {
  if (isOfGroup(email)) return `A letter: ${emailNames[email.kind]}.`
  return `${kinds[email.kind]} ${names.module(email.journeyId, email.moduleId)}.`
}

/** How often SES rejected the waiting email. */
export const rejected = ({ rejections = 0 }: { rejections?: number }): string[] =>
  rejections === 0
    ? []
    : [`SES has refused it ${rejections === 1 ? 'once' : `${rejections} times`}, and it is tried again then`]

/** The counter of rejections that applies: a letter has its own, everything else uses the journey's. */
const waitingAs = (email: JourneyEmail, enrolment: Enrolment): { rejections?: number } =>
  isOfGroup(email) ? (waitingLetters(enrolment).find(isLetter(email)) ?? {}) : enrolment

/** SES's last answer, if the last thing that happened is that it turned an email back. */
function turnedBack({ rows }: LearnerRecord, { journeyId }: Enrolment): string[] {
  const last = parseHistory(rows.enrolments[journeyId]?.history ?? '').at(-1)
  return last?.type === 'EmailTurnedBack'
    ? [`SES turned it back (${last.reason}), and it is tried again by itself`]
    : []
}

function countedFrom(email: JourneyEmail, { phase, emailed, done }: Enrolment): CountedFrom {
  if (phase.is === 'reading' && !isOfGroup(email) && email.kind !== 'module') return 'silence'
  return emailed.length + done.length === 0 ? 'start' : 'module'
}

/** Journeys that are sending. An email of a held journey does not count for the limit of one a day. */
const sending = ({ journeys, holds }: Present, own: Journey): Journeys =>
  isHeld(holds, own)
    ? journeys
    : Object.fromEntries(Object.entries(journeys).filter(([, one]) => one && !isHeld(holds, one)))

/** What the engine would send next. Nothing is stored. */
function fromEngine(record: LearnerRecord, enrolment: Enrolment, present: Present): Next {
  const { learner } = record
  const { journeyId } = enrolment
  const { now, journeys } = present
  const journey = journeys[journeyId]
  const held = journeyHeldBack(present, journeyId)
  if (!journey) return nothing('Nothing is planned.', ...held)
  const lately = lastDeferral(record, journeyId)
  const expected = expectedEmail(learner, enrolment, sending(present, journey), now, lately)
  if (!expected) return nothing(noneWords(enrolment, journey), ...held)
  const { email, at, why } = expected
  const waits = whyWords(why, { learner, journey, from: countedFrom(email, enrolment), now })
  const trouble = [...rejected(waitingAs(email, enrolment)), ...turnedBack(record, enrolment)]
  const because = [
    ...(trouble.length > 0 ? trouble : waits),
    ...held,
    ...recalledBack(email, enrolment, present),
  ]
  return { at, words: emailWords(email, present), because }
}

/** Why the system sends nothing more by itself. */
const noneWords = ({ phase }: Enrolment, journey: Journey): string =>
  phase.is === 'reading' && findModule(journey, phase.moduleId)
    ? 'Nothing: no reminder is left. The next module comes once they have done this one.'
    : 'The journey has nothing more for them.'

/** Why a journey rests until somebody acts. Letters about circles, and resent modules, come nevertheless. */
function whileAtRest(enrolment: Enrolment): Next | undefined {
  if (enrolment.resend || waitingLetters(enrolment).length > 0) return undefined
  if (enrolment.pausedBy)
    return nothing(
      enrolment.pausedBy === 'silence'
        ? 'Nothing: the journey paused after silence, until they press a button.'
        : 'Nothing: they paused the journey.',
    )
  return isGivenUp(enrolment)
    ? nothing(
        'Nothing: SES keeps refusing their email. It is tried again when they do something, or with --unsuppress.',
      )
    : undefined
}

/** What comes next in one journey. */
export function nextIn(record: LearnerRecord, enrolment: Enrolment, present: Present): Next {
  const { learner } = record
  const none = whyNothing(learner)
  if (none) return nothing(none)
  if (enrolment.epoch !== learner.epoch) return nothing('Nothing: this belongs to an earlier sign-up.')
  if (!isStillMailed(enrolment))
    return nothing(enrolment.phase.is === 'completed' ? 'Nothing: they finished.' : 'Nothing: they left.')
  return (
    whileQuarantined(present, { learnerId: learner.id, journeyId: enrolment.journeyId }) ??
    whileClaimed(enrolment, present) ??
    whileAtRest(enrolment) ??
    fromEngine(record, enrolment, present)
  )
}
