import type { Fact, FactOf } from '../facts.ts'
import type { JourneyId } from '../ids.ts'
import type { Enrolment, Phase } from '../learner.ts'
import { append, withDue, without } from './fields.ts'

type EnrolmentFact = Extract<Fact, { journeyId: JourneyId }>

function emailed(enrolment: Enrolment, day: string, dueAt: number | undefined): Enrolment {
  const free = without(enrolment, 'claim')
  const counted = { ...free, emails: enrolment.emails + 1, lastEmailDay: day }
  return enrolment.phase.is === 'reading' || enrolment.phase.is === 'waiting'
    ? withDue(counted, dueAt)
    : counted
}

function moduleEmailed(enrolment: Enrolment, fact: FactOf<'ModuleEmailed'>): Enrolment {
  const list = append(enrolment.emailed, fact.moduleId)
  const overtaken = enrolment.phase.is !== 'waiting' || enrolment.done.includes(fact.moduleId)
  if (overtaken) return { ...emailed(enrolment, fact.day, enrolment.dueAt), emailed: list }
  const phase = { is: 'reading' as const, moduleId: fact.moduleId, since: fact.at, reminders: 0 }
  return { ...emailed(enrolment, fact.day, fact.dueAt), emailed: list, phase }
}

function reminderEmailed(enrolment: Enrolment, fact: FactOf<'ReminderEmailed'>): Enrolment {
  const { phase } = enrolment
  if (phase.is !== 'reading' || phase.moduleId !== fact.moduleId)
    return emailed(enrolment, fact.day, enrolment.dueAt)
  return { ...emailed(enrolment, fact.day, fact.dueAt), phase: { ...phase, reminders: fact.reminder } }
}

/** Any activity begins the reminders anew. */
export const resetLadder = (phase: Phase, at: number): Phase =>
  phase.is === 'reading' ? { ...phase, since: at, reminders: 0 } : phase

function journeyStarted(before: Enrolment | undefined, fact: FactOf<'JourneyStarted'>): Enrolment {
  const fresh: Pick<Enrolment, 'journeyId' | 'epoch' | 'phase' | 'dueAt'> = {
    journeyId: fact.journeyId,
    epoch: fact.epoch,
    phase: { is: 'waiting', since: fact.at },
    dueAt: fact.dueAt,
  }
  if (!before) return { ...fresh, emailed: [], done: [], emails: 0 }
  const finished = before.phase.is === 'completed'
  const kept = { emails: before.emails, ...(before.lastEmailDay && { lastEmailDay: before.lastEmailDay }) }
  // Who comes back after leaving goes on where they were; who had finished begins anew.
  return { ...fresh, ...kept, emailed: finished ? [] : before.done, done: finished ? [] : before.done }
}

function moduleCompleted(enrolment: Enrolment, fact: FactOf<'ModuleCompleted'>): Enrolment {
  const done = append(enrolment.done, fact.moduleId)
  const running = enrolment.phase.is === 'waiting' || enrolment.phase.is === 'reading'
  if (!running) return { ...enrolment, done }
  const { phase } = enrolment
  const current = phase.is === 'reading' && phase.moduleId === fact.moduleId
  const next: Phase = current ? { is: 'waiting', since: fact.at } : resetLadder(phase, fact.at)
  return withDue({ ...enrolment, done, phase: next }, fact.dueAt)
}

function journeyPaused(enrolment: Enrolment, fact: FactOf<'JourneyPaused'>): Enrolment {
  const paused = { ...enrolment, pausedBy: fact.by }
  // A pause by silence is told by an email, and this fact settles that email's claim.
  return fact.day === undefined
    ? paused
    : { ...emailed(paused, fact.day, enrolment.dueAt), pausedBy: fact.by }
}

function journeyResumed(enrolment: Enrolment, fact: FactOf<'JourneyResumed'>): Enrolment {
  return withDue(
    { ...without(enrolment, 'pausedBy'), phase: resetLadder(enrolment.phase, fact.at) },
    fact.dueAt,
  )
}

/** What an enrolment becomes by a fact of its journey. @returns undefined while there is no enrolment. */
export function evolveEnrolment(before: Enrolment | undefined, fact: EnrolmentFact): Enrolment | undefined {
  if (fact.type === 'JourneyStarted') return journeyStarted(before, fact)
  if (!before) return undefined
  switch (fact.type) {
    case 'ModuleEmailed':
      return moduleEmailed(before, fact)
    case 'ReminderEmailed':
      return reminderEmailed(before, fact)
    case 'ModuleCompleted':
      return moduleCompleted(before, fact)
    case 'ModuleRetired':
      return withDue<Enrolment>({ ...before, phase: { is: 'waiting', since: fact.at } }, fact.dueAt)
    case 'JourneyPaused':
      return journeyPaused(before, fact)
    case 'JourneyResumed':
      return journeyResumed(before, fact)
    case 'JourneyCompleted':
      return withDue<Enrolment>({ ...before, phase: { is: 'completed' } }, undefined)
    case 'EmailClaimed':
      return { ...before, claim: { email: fact.email, at: fact.at, by: fact.by, day: fact.day } }
    case 'EmailDeferred':
      return withDue(before, fact.dueAt)
    default:
      return before
  }
}
