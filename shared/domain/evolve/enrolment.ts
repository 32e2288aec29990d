import type { Fact, FactOf } from '../facts.ts'
import type { Instant, ModuleId } from '../ids.ts'
import { currentModule, type Enrolment, isOver, isTimely, type Phase } from '../learner.ts'
import { append, withDue, without } from './fields.ts'
import { troubleInJourney } from './trouble.ts'

/** The claim says when it was sent; what became of it may have come to light much later. */
const sentAt = ({ claim }: Enrolment, { at }: Fact): Instant => claim?.at ?? at

function emailed(enrolment: Enrolment, lastEmailAt: Instant, dueAt: Instant | undefined): Enrolment {
  const free = without(enrolment, 'claim')
  const counted = { ...free, emails: enrolment.emails + 1, lastEmailAt }
  return isOver(enrolment) ? counted : withDue(counted, dueAt)
}

/** A resend is over once its email went out, or failed for good. */
const withoutResend = (enrolment: Enrolment, moduleId: ModuleId): Enrolment =>
  enrolment.resend?.moduleId === moduleId ? without(enrolment, 'resend') : enrolment

function moduleEmailed(before: Enrolment, fact: FactOf<'ModuleEmailed'>): Enrolment {
  const enrolment = withoutResend(before, fact.moduleId)
  const list = append(enrolment.emailed, fact.moduleId)
  const overtaken = enrolment.phase.is !== 'waiting' || enrolment.done.includes(fact.moduleId)
  const since = sentAt(enrolment, fact)
  if (overtaken) return { ...emailed(enrolment, since, enrolment.dueAt), emailed: list }
  const phase = { is: 'reading' as const, moduleId: fact.moduleId, since, reminders: 0 }
  return { ...emailed(enrolment, since, fact.dueAt), emailed: list, phase }
}

function reminderEmailed(enrolment: Enrolment, fact: FactOf<'ReminderEmailed'>): Enrolment {
  const { phase, claim } = enrolment
  const isCounted = phase.is === 'reading' && claim !== undefined && isTimely(enrolment, claim)
  if (!isCounted) return emailed(enrolment, sentAt(enrolment, fact), enrolment.dueAt)
  return {
    ...emailed(enrolment, claim.at, fact.dueAt),
    phase: { ...phase, reminders: fact.reminder },
  }
}

/** Any activity begins the reminders anew. */
export const resetLadder = (phase: Phase, at: number): Phase =>
  phase.is === 'reading' ? { ...phase, since: at, reminders: 0 } : phase

/** A journey begins, or begins anew in another life of the learner. */
export function journeyStarted(before: Enrolment | undefined, fact: FactOf<'JourneyStarted'>): Enrolment {
  const fresh: Pick<Enrolment, 'journeyId' | 'epoch' | 'phase' | 'dueAt'> = {
    journeyId: fact.journeyId,
    epoch: fact.epoch,
    phase: { is: 'waiting', since: fact.at },
    dueAt: fact.dueAt,
  }
  if (!before) return { ...fresh, emailed: [], done: [], emails: 0 }
  const finished = before.phase.is === 'completed'
  // An email of the life before that is still on its way counts for its day.
  const lastEmailAt = before.claim?.at ?? before.lastEmailAt
  const kept = { emails: before.emails, ...(lastEmailAt !== undefined && { lastEmailAt }) }
  // Who comes back after leaving goes on where they were; who had finished begins anew.
  return { ...fresh, ...kept, emailed: finished ? [] : before.done, done: finished ? [] : before.done }
}

function moduleCompleted(enrolment: Enrolment, fact: FactOf<'ModuleCompleted'>): Enrolment {
  const done = append(enrolment.done, fact.moduleId)
  if (isOver(enrolment)) return { ...enrolment, done }
  const isCurrent = fact.moduleId === currentModule(enrolment)
  const phase: Phase = isCurrent ? { is: 'waiting', since: fact.at } : resetLadder(enrolment.phase, fact.at)
  return withDue({ ...without(enrolment, 'refusals'), done, phase }, fact.dueAt)
}

function journeyResumed(enrolment: Enrolment, fact: FactOf<'JourneyResumed'>): Enrolment {
  const phase = resetLadder(enrolment.phase, fact.at)
  return withDue({ ...without(enrolment, 'pausedBy', 'refusals'), phase }, fact.dueAt)
}

/** What an enrolment becomes by a fact of its journey. */
export function evolveEnrolment(before: Enrolment, fact: Fact): Enrolment {
  switch (fact.type) {
    case 'ModuleEmailed':
      return moduleEmailed(before, fact)
    case 'ReminderEmailed':
      return reminderEmailed(before, fact)
    case 'PauseEmailed':
      return emailed(before, sentAt(before, fact), before.dueAt)
    case 'ModuleCompleted':
      return moduleCompleted(before, fact)
    case 'ModuleRetired':
      return withDue<Enrolment>({ ...before, phase: { is: 'waiting', since: fact.at } }, fact.dueAt)
    case 'JourneyPaused':
      return { ...before, pausedBy: fact.by }
    case 'JourneyResumed':
      return journeyResumed(before, fact)
    case 'JourneyCompleted':
      return withDue<Enrolment>({ ...without(before, 'pausedBy'), phase: { is: 'completed' } }, undefined)
    case 'EmailClaimed':
      return { ...before, claim: { email: fact.email, at: fact.at, by: fact.by } }
    case 'EmailDeferred':
      // One that waited to be sent again comes before all else: when anything is deferred, it is over.
      return withDue(without(before, 'resend'), fact.dueAt)
    case 'ModuleResendRequested':
      return { ...before, resend: { moduleId: fact.moduleId, at: fact.at } }
    case 'EmailOutcomeUnknown':
    case 'EmailAbsenceProven':
    case 'EmailTurnedBack':
    case 'EmailFailed':
      return troubleInJourney(before, fact)
    default:
      return before
  }
}
