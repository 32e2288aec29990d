import { eventDefinitions } from '../../domain/domain-event.ts'
import { emailKinds } from '../../domain/email-kinds.ts'
import { type Enrolment, isAtRest, isOver } from '../../domain/enrolment.ts'
import { isReachable, type Learner } from '../../domain/learner.ts'
import { accountEmails } from '../../store/due.ts'
import type { HistoryEntry } from '../../store/history-entry.ts'
import type { Histories, StoredEvent } from './stored-events.ts'

/** Why a replayed event does nothing although what it asks for has not happened. */
export type Why =
  /** The person has signed up anew since, left, or can't be reached. */
  | 'other-life'
  | 'left'
  | 'unreachable'
  /** An account email: its link is too old, or another has taken its place. */
  | 'link-expired'
  | 'replaced'
  /** A journey: over, paused, or without an email that would fit. */
  | 'journey-over'
  | 'paused'
  | 'module-passed'
  /** It comes by itself: later, once it is known what became of an email, or once somebody lets it. */
  | 'due-later'
  | 'on-its-way'
  | 'held-back'

/** What a replayed event would do. */
export type ReplayOutcome =
  | { is: 'changes' }
  /** What it asks for has happened. */
  | { is: 'done' }
  /** The time for what it asks has passed: it sends nothing. */
  | { is: 'passed'; why: Why }
  /** What it asks for is planned or held, and a replay makes it no sooner. */
  | { is: 'waits'; why: Why }
  /** No rule takes it in. */
  | { is: 'nobody' }

const passed = (why: Why): ReplayOutcome => ({ is: 'passed', why })
const waits = (why: Why): ReplayOutcome => ({ is: 'waits', why })
const done: ReplayOutcome = { is: 'done' }

/** Somebody as they are, and what had happened to them. */
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
  // Of an email that is proven never to have been sent, nobody has the kind.
  const kind = entry.type === 'AccountEmailRequested' ? entry.kind : undefined
  const isTooOld = kind !== undefined && at - entry.at > emailKinds[kind].linkLives
  if (learner.accountEmails.some(accountEmail => accountEmail.kind === kind))
    return waits(learner.claim ? 'on-its-way' : 'held-back')
  // It went out, they never pressed its button, and the button is dead.
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
  // An email went out, or the journey went on without one.
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

/** Why an event to which a rule reacts would change nothing for somebody. */
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
