import type { Journeys } from '../../../shared/domain/decision.ts'
import type { DomainEvent } from '../../../shared/domain/domain-event.ts'
import { isOfGroup, isOfJourney, type JourneyEmail } from '../../../shared/domain/email.ts'
import { type Enrolment, isStillMailed } from '../../../shared/domain/enrolment.ts'
import { type Hold, holdsOn, type Place, recalledModules } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { isReachable, type Learner } from '../../../shared/domain/learner.ts'
import { isGivenUp } from '../../../shared/domain/outbox.ts'
import { simulate } from '../../../shared/domain/simulate.ts'
import { type RowRef, rowKey } from '../../../shared/store/keys.ts'
import { causeWords } from '../status/causes.ts'
import { emailNames, waitReason } from './happened.ts'
import type { Names } from './names.ts'

/** What comes next for somebody, or why nothing does. */
export interface Next {
  /** When; absent when nothing comes by itself. */
  at?: Instant
  words: string
  /** Why not sooner, or what holds it back. */
  because: readonly string[]
}

/** What these words cannot know: they come from the person's rows and the engine alone. */
export const nextLeavesOut =
  'It comes later where the day’s quota is used up, many wait before them, or the tick stands still. See status.'

/** What the present is read against. */
export interface Present {
  now: Instant
  journeys: Journeys
  holds: readonly Hold[]
  names: Names
  /**
   * Why rows of this person were quarantined, after five failed tries, by the row's sort key. Such a row is not due, so
   * nothing comes until it is released.
   */
  quarantined: ReadonlyMap<string, string>
}

function whileQuarantined({ quarantined }: Present, row: RowRef): Next | undefined {
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

/** Why somebody gets nothing at all, if so. */
export function whyNothing({ status, undeliverable }: Learner): string | undefined {
  if (status === 'left') return 'No email: they left.'
  if (undeliverable) return unreachable[undeliverable]
  if (status === 'pending') return 'No module before they confirm their sign-up.'
  return undefined
}

const nothing = (words: string, ...because: string[]): Next => ({ words, because })

function holdWords(hold: Hold): string {
  const { scope } = hold
  if (hold.by === 'account-fault') return causeWords(hold.why)
  if (hold.by === 'canary') return 'the journey rests: its canary waits for a word'
  if (scope.is === 'version') return `SES could not deliver version ${scope.version}, so it is not sent`
  return `an operator holds back ${scope.is === 'journey' ? 'this journey' : scope.is}`
}

/** What keeps emails from going out there now: of several the widest. */
const heldBack = (holds: readonly Hold[], place: Place): string[] =>
  holdsOn(holds, place).slice(0, 1).map(holdWords)

function journeyHeldBack({ holds, journeys }: Present, journeyId: string): string[] {
  const journey = journeys[journeyId]
  return journey ? heldBack(holds, journey) : ['the journey is not published']
}

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

/** What the engine would do, if nobody pressed anything. */
interface Rehearsed {
  /** Events on the way to the next email: why it is not sooner, modules that are gone, the end of the journey. */
  events: readonly DomainEvent[]
  email?: { email: JourneyEmail; at: Instant }
}

/** More than any chain of reasons to wait has. */
const maxSteps = 12

/**
 * Asks the engine itself what comes next in a journey, from now on, and stores nothing.
 * @param now when the rehearsal begins; it goes on to the moments at which the engine would look.
 */
function rehearse(learner: Learner, { journeyId }: Enrolment, journeys: Journeys, now: Instant): Rehearsed {
  const events: DomainEvent[] = []
  const steps = simulate(
    learner,
    journeys,
    { from: now, until: Number.POSITIVE_INFINITY },
    {
      // Other journeys and account emails stay as they are.
      whenDue: (_, of, at) =>
        of === journeyId ? { type: 'DeliverDue', at, journeyId, by: 'rehearsal' } : undefined,
    },
  )
  for (const { at, decision } of steps.take(maxSteps)) {
    const { email } = decision
    if (email && isOfJourney(email)) return { events, email: { email, at } }
    events.push(...decision.events)
  }
  return { events }
}

const kinds = {
  module: 'The module',
  reminder: 'A reminder of',
  'short-reminder': 'A short reminder of',
  paused: 'The word that the journey pauses, after',
  finished: 'The last email of the journey, after',
}

function comes(email: JourneyEmail, { holds, names }: Present, because: readonly string[]): Omit<Next, 'at'> {
  if (isOfGroup(email)) return { words: `A letter: ${emailNames[email.kind]}.`, because }
  const { journeyId, kind, moduleId } = email
  const isRecalled = recalledModules(holds, journeyId).includes(moduleId)
  return {
    words: `${kinds[kind]} ${names.module(journeyId, moduleId)}.`,
    because: [...because, ...(isRecalled ? ['an operator holds this module back'] : [])],
  }
}

const isPutOff = (event: DomainEvent) =>
  event.type === 'EmailDeferred' || event.type === 'CircleLetterDeferred'

function fromRehearsal(learner: Learner, enrolment: Enrolment, present: Present): Next {
  const { journeyId } = enrolment
  const { now, journeys } = present
  const { email, events } = rehearse(learner, enrolment, journeys, now)
  const waits = events.flatMap(event => (isPutOff(event) ? [waitReason(event.reason)] : []))
  const because = [...waits, ...journeyHeldBack(present, journeyId)]
  if (email) return { at: email.at, ...comes(email.email, present, because) }
  if (events.some(event => event.type === 'JourneyCompleted'))
    return nothing('The journey has nothing more for them.', ...because)
  return nothing('Nothing is planned.', ...because)
}

/** What comes next in one journey. */
export function nextIn(learner: Learner, enrolment: Enrolment, present: Present): Next {
  const none = whyNothing(learner)
  if (none) return nothing(none)
  if (enrolment.epoch !== learner.epoch) return nothing('Nothing: this belongs to an earlier sign-up.')
  if (!isStillMailed(enrolment))
    return nothing(enrolment.phase.is === 'completed' ? 'Nothing: they finished.' : 'Nothing: they left.')
  const stopped =
    whileQuarantined(present, { learnerId: learner.id, journeyId: enrolment.journeyId }) ??
    whileClaimed(enrolment, present)
  if (stopped) return stopped
  if (enrolment.pausedBy && !enrolment.resend)
    return nothing(
      enrolment.pausedBy === 'silence'
        ? 'Nothing: the journey paused after silence, until they press a button.'
        : 'Nothing: they paused the journey.',
    )
  if (isGivenUp(enrolment) && !enrolment.resend)
    return nothing(
      'Nothing: SES keeps refusing their email. It is tried again when they do something, or with --unsuppress.',
    )
  return fromRehearsal(learner, enrolment, present)
}

/** What comes next of sign-up account emails, and of a journey that has not begun. */
export function nextOfSignUp(learner: Learner, present: Present): Next[] {
  const quarantined = whileQuarantined(present, { learnerId: learner.id })
  if (quarantined) return [quarantined]
  const held = heldBack(present.holds, 'delivery')
  const accountEmails = learner.accountEmails.map(({ kind, dueAt }): Next => {
    const unknown = learner.claim?.email.kind === kind && learner.claim.unknownSince !== undefined
    const words = unknown
      ? `Held: nobody knows whether ${emailNames[kind]} went out.`
      : `An email: ${emailNames[kind]}.`
    return { at: dueAt, words, because: held }
  })
  const joining = isReachable(learner) ? learner.joining : []
  return [
    ...accountEmails,
    ...joining.map(({ journeyId, since }) => ({
      at: since,
      words: `${present.names.journey(journeyId)} begins.`,
      because: journeyHeldBack(present, journeyId),
    })),
  ]
}
