import { linkLife } from '../../contracts/link.ts'
import type { FactType } from '../../domain/facts.ts'
import { type Enrolment, isAtRest, isOver, isReachable, type Learner } from '../../domain/learner.ts'
import type { LetterKind } from '../../domain/letter-kind.ts'
import { letters } from '../../store/due.ts'
import type { HistoryEntry } from '../../store/history.ts'
import type { Histories, StoredFact } from './stored-facts.ts'

/** Why a replayed fact does nothing although what it asks for has not happened. */
export type Why =
  /** The person has signed up anew since, left, or can't be reached. */
  | 'other-life'
  | 'left'
  | 'unreachable'
  /** A letter: its link is too old, or another has taken its place. */
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

/** What a replayed fact would do. */
export type Answer =
  | { is: 'changes' }
  /** What it asks for has happened. */
  | { is: 'done' }
  /** The time for what it asks has passed: it sends nothing. */
  | { is: 'passed'; why: Why }
  /** What it asks for is planned or held, and a replay makes it no sooner. */
  | { is: 'waits'; why: Why }
  /** No rule takes it in. */
  | { is: 'nobody' }

const passed = (why: Why): Answer => ({ is: 'passed', why })
const waits = (why: Why): Answer => ({ is: 'waits', why })
const done: Answer = { is: 'done' }

/** Somebody as they are, and what had happened to them. */
export interface Known {
  learner: Learner
  histories: Histories
}

const isAfter = (fact: StoredFact) => (entry: HistoryEntry) => entry.version > fact.entry.version

const after = ({ histories }: Known, fact: StoredFact): HistoryEntry[] =>
  (histories[fact.row] ?? []).filter(isAfter(fact))

/** How long the links in letters live, where they do not live for ever. */
const lifeOf: Readonly<Record<LetterKind, number>> = {
  confirm: linkLife.confirm,
  'already-with-us': Number.POSITIVE_INFINITY,
  'private-link': linkLife.private,
  'confirm-address': linkLife.address,
  'address-changed': linkLife.undo,
}

function ofLetter(known: Known, fact: StoredFact, at: number): Answer {
  const { learner } = known
  const kind = fact.entry.about as LetterKind
  const isTooOld = at - fact.entry.at > lifeOf[kind]
  if (learner.letters.some(letter => letter.kind === kind))
    return waits(learner.claim ? 'on-its-way' : 'held-back')
  // It went out, they never pressed its button, and the button is dead.
  if (kind === 'confirm' && learner.standing === 'pending' && isTooOld) return passed('link-expired')
  const emailed = after(known, fact).some(({ type, about }) => type === 'LetterEmailed' && about === kind)
  if (emailed) return done
  if (learner.standing === 'left') return passed('left')
  if (learner.undeliverable) return passed('unreachable')
  return passed(isTooOld ? 'link-expired' : 'replaced')
}

/** What can have followed from something that was due at once. */
const follows: readonly FactType[] = [
  'ModuleEmailed',
  'ReminderEmailed',
  'PauseEmailed',
  'JourneyCompleted',
  'ModuleRetired',
]

function ofJourney(known: Known, fact: StoredFact, at: number): Answer {
  const { learner } = known
  const enrolment: Enrolment | undefined = learner.enrolments[fact.row]
  if (!enrolment || enrolment.epoch !== fact.detail.epoch) return passed('other-life')
  const since = after(known, fact).map(({ type }) => type)
  if (since.some(type => follows.includes(type))) return done
  if (learner.standing !== 'active') return passed('left')
  if (!isReachable(learner)) return passed('unreachable')
  if (isOver(enrolment)) return passed('journey-over')
  if (since.includes('ModuleCompleted')) return passed('module-passed')
  if (enrolment.claim) return waits('on-its-way')
  if (isAtRest(enrolment)) return passed('paused')
  return waits((enrolment.dueAt ?? at) > at ? 'due-later' : 'held-back')
}

function ofConfirmation({ learner }: Known, { detail }: StoredFact): Answer {
  const { epoch, journeyId = '' } = detail
  if (learner.epoch !== epoch) return passed('other-life')
  if (learner.enrolments[journeyId]?.epoch === epoch) return done
  if (learner.standing !== 'active') return passed('left')
  if (!isReachable(learner)) return passed('unreachable')
  return learner.joining?.journeyId === journeyId ? waits('held-back') : done
}

/** Why a fact to which a rule reacts would change nothing for somebody. */
export function answerOf(known: Known, fact: StoredFact, at: number): Answer {
  if (fact.type === 'SignUpConfirmed') return ofConfirmation(known, fact)
  return fact.row === letters ? ofLetter(known, fact, at) : ofJourney(known, fact, at)
}
