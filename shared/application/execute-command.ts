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

/** What a use case needs to change somebody. */
export interface CommandDeps {
  clock: Clock
  learners: LearnerStore
  library: JourneyLibrary
}

/** A command without its time, which the clock adds. */
export type Intent = Command extends infer C ? (C extends { at: number } ? Omit<C, 'at'> : never) : never

/** What came of acting for somebody. */
export interface Executed<O extends Outcome = Outcome> {
  outcome: O
  /** The person as they are now; absent when there is none. */
  record?: LearnerRecord
}

/** Tries, each lost to somebody who changed the same person meanwhile. Ten in a row are a bug. */
const attempts = 10

/** The journeys that a decision about this person may have to look at. */
export function journeysOf(learner: Learner, also: readonly (JourneyId | undefined)[] = []): JourneyId[] {
  const joining = learner.joining.map(({ journeyId }) => journeyId)
  return [
    ...new Set([...Object.keys(learner.enrolments), ...joining, ...also.filter(id => id !== undefined)]),
  ]
}

/**
 * What would become of a command now, for a page that only looks: nothing is stored.
 * @param record of the person; absent when there is none.
 */
export async function outcomeNow<I extends Intent>(
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

/** What a decision makes of a person. */
export const changeBy = (learner: Learner, decision: Decision): Change => ({
  after: decision.events.reduce(evolve, learner),
  events: decision.events,
})

/**
 * Reads somebody, decides, and stores what follows in one conditional write; when another hand was quicker, reads and
 * decides again.
 * @param intent asked for anew at each try, where it holds something that was read.
 * @param also lets the caller change more in the same write, by what was decided.
 * @throws when it loses the race ten times in a row, so that whoever called tries again later.
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
