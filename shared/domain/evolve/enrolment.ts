import { isLetter, sentLetter } from '../circles/letter.ts'
import type { EventOf } from '../domain-event.ts'
import { day } from '../duration.ts'
import { isOfGroup } from '../email.ts'
import { parseEmailId } from '../email-id.ts'
import { isReminder } from '../email-kind-groups.ts'
import { currentModule, type Enrolment, isOver, isTimely, moduleAgain, type Phase } from '../enrolment.ts'
import type { Instant, ModuleId } from '../ids.ts'
import { type EmailTrouble, withRejection, withTrouble } from '../outbox.ts'
import { circleLetterFailed } from './circles.ts'
import { append, withDue, without } from './fields.ts'

/** When the settled email was sent: the time of its claim, since its outcome may be known only much later. */
const sentAt = ({ claim }: Enrolment, { at }: { at: Instant }): Instant => claim?.at ?? at

/** If the learner is reading this module, records the version of its newest email. */
const withReceived = (phase: Phase, moduleId: ModuleId, received: { version?: number }): Phase =>
  phase.is === 'reading' && phase.moduleId === moduleId ? { ...phase, ...received } : phase

function emailed(enrolment: Enrolment, lastEmailAt: Instant, dueAt: Instant | undefined): Enrolment {
  const free = without(enrolment, 'claim')
  const counted = { ...free, emailCount: enrolment.emailCount + 1, lastEmailAt }
  return isOver(enrolment) ? counted : withDue(counted, dueAt)
}

/** A resend ends once its email went out or failed for good. */
const withoutResend = (enrolment: Enrolment, moduleId: ModuleId): Enrolment =>
  enrolment.resend?.moduleId === moduleId ? without(enrolment, 'resend') : enrolment

export function moduleEmailed(before: Enrolment, event: EventOf<'ModuleEmailed'>): Enrolment {
  const enrolment = withoutResend(before, event.moduleId)
  const list = append(enrolment.emailed, event.moduleId)
  const isAwaited = enrolment.phase.is === 'waiting' || moduleAgain(enrolment) === event.moduleId
  const overtaken = !isAwaited || enrolment.done.includes(event.moduleId)
  const since = sentAt(enrolment, event)
  const received = event.journeyVersion === undefined ? {} : { version: event.journeyVersion }
  if (overtaken)
    return {
      ...emailed(enrolment, since, enrolment.dueAt),
      emailed: list,
      phase: withReceived(enrolment.phase, event.moduleId, received),
    }
  const phase = { is: 'reading' as const, moduleId: event.moduleId, since, reminders: 0, ...received }
  return { ...emailed(enrolment, since, event.dueAt), emailed: list, phase }
}

export function reminderEmailed(enrolment: Enrolment, event: EventOf<'ReminderEmailed'>): Enrolment {
  const { phase, claim } = enrolment
  const isCounted = phase.is === 'reading' && claim !== undefined && isTimely(enrolment, claim)
  if (!isCounted) return emailed(enrolment, sentAt(enrolment, event), enrolment.dueAt)
  return {
    ...emailed(enrolment, claim.at, event.dueAt),
    phase: { ...phase, reminders: event.reminder },
  }
}

/** Records that the email about the pause was sent. */
export const pauseEmailed = (enrolment: Enrolment, event: EventOf<'PauseEmailed'>): Enrolment =>
  emailed(enrolment, sentAt(enrolment, event), enrolment.dueAt)

/** Restarts the reminders after any activity. */
export const restartReminders = (phase: Phase, at: number): Phase =>
  phase.is === 'reading' ? { ...phase, since: at, reminders: 0 } : phase

/** Whether the learner's own pause kept nothing from them: the journey's last email came within the last day. */
const hasMissedNothing = ({ pausedBy, lastEmailAt }: Enrolment, at: Instant): boolean =>
  pausedBy === 'learner' && lastEmailAt !== undefined && at - lastEmailAt < day

/**
 * Resumes after a pause: the unfinished module is sent again, unless it came within the last day. Its reminders count
 * from now.
 */
export function resumeEnrolment(enrolment: Enrolment, at: Instant): Enrolment {
  const phase = restartReminders(enrolment.phase, at)
  const isAgain = phase.is === 'reading' && !hasMissedNothing(enrolment, at)
  return { ...enrolment, phase: isAgain ? { ...phase, again: true } : phase }
}

/** Begins a journey, or begins it again: in a new epoch, or for a learner who had left only this journey. */
export function journeyStarted(before: Enrolment | undefined, event: EventOf<'JourneyStarted'>): Enrolment {
  const fresh: Pick<Enrolment, 'journeyId' | 'epoch' | 'phase' | 'dueAt'> = {
    journeyId: event.journeyId,
    epoch: event.epoch,
    phase: { is: 'waiting', since: event.at },
    dueAt: event.dueAt,
  }
  if (!before) return { ...fresh, emailed: [], done: [], emailCount: 0 }
  const finished = before.phase.is === 'completed'
  // An email of the earlier run that is still in flight counts for its day and keeps its number.
  const lastEmailAt = before.claim?.at ?? before.lastEmailAt
  const kept = {
    emailCount: before.emailCount + (before.claim ? 1 : 0),
    ...(lastEmailAt !== undefined && { lastEmailAt }),
    ...(before.offered && !finished && { offered: before.offered }),
    ...(before.tried && !finished && { tried: before.tried }),
    ...(before.replies && { replies: before.replies }),
  }
  // After leaving, the journey goes on where it was; after completing it, it begins again from the first module.
  return { ...fresh, ...kept, emailed: finished ? [] : before.done, done: finished ? [] : before.done }
}

export function moduleCompleted(enrolment: Enrolment, event: EventOf<'ModuleCompleted'>): Enrolment {
  const done = append(enrolment.done, event.moduleId)
  if (isOver(enrolment)) return { ...enrolment, done }
  const isCurrent = event.moduleId === currentModule(enrolment)
  const phase: Phase = isCurrent
    ? { is: 'waiting', since: event.at }
    : restartReminders(enrolment.phase, event.at)
  return withDue({ ...without(enrolment, 'rejections'), done, phase }, event.dueAt)
}

/** Records an answer about trying; the newest one counts. */
export const moduleTried = (
  enrolment: Enrolment,
  { moduleId, answer }: EventOf<'ModuleTried'>,
): Enrolment => ({ ...enrolment, tried: { ...enrolment.tried, [moduleId]: answer } })

/** A module that is no longer in the journey is skipped. */
export const moduleRetired = (enrolment: Enrolment, event: EventOf<'ModuleRetired'>): Enrolment =>
  withDue<Enrolment>({ ...enrolment, phase: { is: 'waiting', since: event.at } }, event.dueAt)

export const journeyPaused = (enrolment: Enrolment, { by }: EventOf<'JourneyPaused'>): Enrolment => ({
  ...enrolment,
  pausedBy: by,
})

export function journeyResumed(enrolment: Enrolment, event: EventOf<'JourneyResumed'>): Enrolment {
  return withDue(without(resumeEnrolment(enrolment, event.at), 'pausedBy', 'rejections'), event.dueAt)
}

export function nextModuleRequested(
  enrolment: Enrolment,
  { dueAt }: EventOf<'NextModuleRequested'>,
): Enrolment {
  const { phase } = enrolment
  return { ...enrolment, phase: phase.is === 'waiting' ? { ...phase, asked: true } : phase, dueAt }
}

export const journeyCompleted = (enrolment: Enrolment, { dueAt }: EventOf<'JourneyCompleted'>): Enrolment =>
  withDue<Enrolment>({ ...without(enrolment, 'pausedBy'), phase: { is: 'completed' } }, dueAt)

/** Records that the journey's last email was sent. */
export const endEmailed = (enrolment: Enrolment, event: EventOf<'EndEmailed'>): Enrolment =>
  emailed(without(enrolment, 'dueAt'), sentAt(enrolment, event), undefined)

/** Nothing more of the journey is sent. An email in flight is no longer followed up. */
export const journeyLeft = (enrolment: Enrolment): Enrolment =>
  withDue<Enrolment>({ ...without(enrolment, 'pausedBy', 'resend'), phase: { is: 'left' } }, undefined)

/**
 * Defers the email. An email that waited to be sent again goes before all others, so a deferral means that the
 * resend is over.
 */
export const emailDeferred = (enrolment: Enrolment, { dueAt }: EventOf<'EmailDeferred'>): Enrolment =>
  withDue(without(enrolment, 'resend'), dueAt)

export const moduleResendRequested = (
  enrolment: Enrolment,
  { moduleId, at }: EventOf<'ModuleResendRequested'>,
): Enrolment => ({ ...enrolment, resend: { moduleId, at } })

/** SES accepted the email and failed to deliver it: its effects are undone. */
function failedAfterwards(before: Enrolment, event: EventOf<'EmailFailed'>): Enrolment {
  const { phase } = before
  const failed = parseEmailId(event.emailId)
  const letter = sentLetter(before, failed)
  if (letter) return circleLetterFailed(before, isLetter(letter), event)
  if (failed?.kind === 'finished' && phase.is === 'completed')
    return withDue(withRejection(before, event), event.dueAt)
  if (phase.is !== 'reading' || phase.moduleId !== failed?.moduleId) return before
  const enrolment = withRejection(before, event)
  if (isReminder(failed.kind))
    return withDue({ ...enrolment, phase: { ...phase, reminders: phase.reminders - 1 } }, event.dueAt)
  if (failed.kind === 'paused') return withDue(without(enrolment, 'pausedBy'), event.dueAt)
  // Nothing arrived, so the module waits to be sent again.
  const emailed = enrolment.emailed.filter(id => id !== failed.moduleId)
  return withDue<Enrolment>({ ...enrolment, emailed, phase: { is: 'waiting', since: event.at } }, event.dueAt)
}

/** Records a problem with an email of a journey. */
export function troubleInJourney(enrolment: Enrolment, event: EmailTrouble): Enrolment {
  const { claim } = enrolment
  if (event.type === 'EmailFailed' && claim?.email.id !== event.emailId)
    return failedAfterwards(enrolment, event)
  if (!claim) return enrolment
  const after = withTrouble(enrolment, claim, event)
  const { email } = claim
  if (isOfGroup(email))
    return event.type === 'EmailFailed' ? circleLetterFailed(after, isLetter(email), event) : after
  return event.type === 'EmailFailed'
    ? withDue<Enrolment>(without(withRejection(after, event), 'resend'), event.dueAt)
    : after
}
