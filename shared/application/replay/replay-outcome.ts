import { eventDefinitions } from '../../domain/domain-event.ts'
import { emailKinds } from '../../domain/email-kinds.ts'
import { type Enrolment, isAtRest, isOver } from '../../domain/enrolment.ts'
import { isReachable, type Learner } from '../../domain/learner.ts'
import { accountEmails } from '../../store/due.ts'
import type { HistoryEntry } from '../../store/history-entry.ts'
import type { Histories, StoredEvent } from './stored-events.ts'

/** Why a replayed event has no effect although what it asks for has not happened. */
export type Why =
  /** The person has signed up again since, left, or cannot be reached. */
  | 'other-life'
  | 'left'
  | 'unreachable'
  /** For an account email: its link has expired, or another email has replaced it. */
  | 'link-expired'
  | 'replaced'
  /** For a journey: over, paused, or without a matching email. */
  | 'journey-over'
  | 'paused'
  | 'module-passed'
  /** It will happen without a replay: later, once an email's outcome is known, or once a hold is lifted. */
  | 'due-later'
  | 'on-its-way'
  | 'held-back'

/** The effect of a replayed event. */
export type ReplayOutcome =
  | { is: 'changes' }
  /** What it asks for has happened already. */
  | { is: 'done' }
  /** Its time has passed: it sends nothing. */
  | { is: 'passed'; why: Why }
  /** What it asks for is planned or held; a replay does not change that. */
  | { is: 'waits'; why: Why }
  /** No rule reacts to it. */
  | { is: 'nobody' }

const passed = (why: Why): ReplayOutcome => ({ is: 'passed', why })
const waits = (why: Why): ReplayOutcome => ({ is: 'waits', why })
const done: ReplayOutcome = { is: 'done' }

/** A learner's state and history. */
export interface Known {
  learner: Learner
  histories: Histories
}

const isAfter = (event: StoredEvent) => (entry: HistoryEntry) => entry.version > event.entry.version

const after = ({ histories }: Known, event: StoredEvent): HistoryEntry[] =>
  (histories[event.row] ?? []).filter(isAfter(event))

function ofAccountEmail(known: Known, event: StoredEvent, at: number): ReplayOutcome {
  const { learner } = known
  const { entry } = event
  // An email that is proven never to have been sent has no kind here.
  const kind = entry.type === 'AccountEmailRequested' ? entry.kind : undefined
  const isTooOld = kind !== undefined && at - entry.at > emailKinds[kind].linkLives
  if (learner.accountEmails.some(accountEmail => accountEmail.kind === kind))
    return waits(learner.claim ? 'on-its-way' : 'held-back')
  // It went out, its button was never pressed, and its link has expired.
  if (kind === 'confirm' && learner.status === 'pending' && isTooOld) return passed('link-expired')
  const emailed = after(known, event).some(one => one.type === 'AccountEmailSent' && one.kind === kind)
  if (emailed) return done
  if (learner.status === 'left') return passed('left')
  if (learner.undeliverable) return passed('unreachable')
  return passed(isTooOld ? 'link-expired' : 'replaced')
}

function ofJourney(known: Known, event: StoredEvent, at: number): ReplayOutcome {
  const { learner } = known
  const enrolment: Enrolment | undefined = learner.enrolments[event.row]
  if (!enrolment || enrolment.epoch !== event.detail.epoch) return passed('other-life')
  const since = after(known, event).map(({ type }) => type)
  // An email was sent, or the journey continued without one.
  if (since.some(type => ['email', 'step'].includes(eventDefinitions[type].follows))) return done
  if (learner.status !== 'active') return passed('left')
  if (!isReachable(learner)) return passed('unreachable')
  if (isOver(enrolment)) return passed('journey-over')
  if (since.includes('ModuleCompleted')) return passed('module-passed')
  if (enrolment.claim) return waits('on-its-way')
  if (isAtRest(enrolment)) return passed('paused')
  return waits((enrolment.dueAt ?? at) > at ? 'due-later' : 'held-back')
}

function ofConfirmation({ learner }: Known, { detail }: StoredEvent): ReplayOutcome {
  const { epoch, journeyId = '' } = detail
  if (learner.epoch !== epoch) return passed('other-life')
  if (learner.enrolments[journeyId]?.epoch === epoch) return done
  if (learner.status !== 'active') return passed('left')
  if (!isReachable(learner)) return passed('unreachable')
  return learner.joining.some(one => one.journeyId === journeyId) ? waits('held-back') : done
}

/** Why an event that a rule reacts to would change nothing for this person. */
export function replayOutcomeOf(known: Known, event: StoredEvent, at: number): ReplayOutcome {
  switch (eventDefinitions[event.type].bus.replayed) {
    case 'starts-journey':
      return ofConfirmation(known, event)
    case 'sends-email':
      return event.row === accountEmails ? ofAccountEmail(known, event, at) : ofJourney(known, event, at)
    case 'tells-only':
      return { is: 'nobody' }
  }
}
