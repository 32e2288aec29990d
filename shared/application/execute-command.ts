import type { Clock } from '../adapters/clock.ts'
import type { Command } from '../domain/commands.ts'
import { decide, type OutcomeOf } from '../domain/decide.ts'
import type { Decision, Outcome } from '../domain/decision.ts'
import type { DomainEvent } from '../domain/domain-event.ts'
import { evolve } from '../domain/evolve.ts'
import type { JourneyId, LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import type { Change, LearnerRecord } from '../store/learner-record.ts'
import type { LearnerStore } from '../store/learners.ts'
import type { JourneyLibrary } from './journey-library.ts'

/** Dependencies of changing a learner. */
export interface CommandDeps {
  clock: Clock
  learners: LearnerStore
  library: JourneyLibrary
}

/** A command without its time, which comes from the clock. */
export type Intent = Command extends infer C ? (C extends { at: number } ? Omit<C, 'at'> : never) : never

/** The result of a command. */
export interface Executed<O extends Outcome = Outcome> {
  outcome: O
  /** The learner as they are now; absent if they do not exist. */
  record?: LearnerRecord
}

/** Attempts, each lost to a concurrent change of the same learner. Ten in a row are a bug. */
const attempts = 10

/** The journeys that a decision about this learner may need. */
export function journeysOf(learner: Learner, also: readonly (JourneyId | undefined)[] = []): JourneyId[] {
  const joining = learner.joining.map(({ journeyId }) => journeyId)
  return [
    ...new Set([...Object.keys(learner.enrolments), ...joining, ...also.filter(id => id !== undefined)]),
  ]
}

/**
 * The outcome that a command would have now, for a page that only reads. Nothing is stored.
 * @param record the learner; undefined if they do not exist.
 */
export async function previewOutcome<I extends Intent>(
  { clock, library }: Pick<CommandDeps, 'clock' | 'library'>,
  record: LearnerRecord | undefined,
  intent: I,
): Promise<OutcomeOf<I['type']>> {
  if (!record) return 'not-a-learner'
  const journeys = await library.journeys(journeysOf(record.learner))
  return decide(record.learner, { ...intent, at: clock.now() } as Command, journeys).outcome as OutcomeOf<
    I['type']
  >
}

/** The change of a learner that a decision causes. */
export const changeBy = (learner: Learner, decision: Decision): Change => ({
  after: decision.events.reduce(evolve, learner),
  events: decision.events,
})

/**
 * Reads a learner, decides, and stores the events in one conditional write. If somebody else wrote first, starts
 * over.
 * @param intent the command, or a function that makes it anew at each attempt if it depends on what was read.
 * @param also adds to the same write, given the decided events.
 * @throws after ten lost races in a row; the caller may try again later.
 */
export async function executeCommand<I extends Intent>(
  deps: CommandDeps,
  learnerId: LearnerId,
  intent: I | (() => Promise<I>),
  also?: (record: LearnerRecord, events: readonly DomainEvent[]) => Omit<Change, 'after' | 'events'>,
): Promise<Executed<OutcomeOf<I['type']>>> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const record = await deps.learners.find(learnerId)
    if (!record) return { outcome: 'not-a-learner' }
    const journeys = await deps.library.journeys(journeysOf(record.learner))
    const wanted = typeof intent === 'function' ? await intent() : intent
    const command = { ...wanted, at: deps.clock.now() } as Command
    const decision = decide(record.learner, command, journeys) as Decision<OutcomeOf<I['type']>>
    if (decision.events.length === 0) return { outcome: decision.outcome, record }
    const change = changeBy(record.learner, decision)
    const saved = await deps.learners.save(record, { ...change, ...also?.(record, decision.events) })
    if (saved) return { outcome: decision.outcome, record: saved }
  }
  throw new Error(
    `Somebody else changed learner ${learnerId} ${attempts} times in a row. Nothing was changed here; try again.`,
  )
}
