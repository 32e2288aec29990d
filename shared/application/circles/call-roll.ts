import type { Clock } from '../../adapters/clock.ts'
import { isShown } from '../../domain/circles/card.ts'
import type { Entry, WhyOut } from '../../domain/circles/entry.ts'
import { whyNotDealt } from '../../domain/circles/roll.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { BarredStore } from '../../store/barred.ts'
import type { CircleTieStore } from '../../store/circle-ties.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'
import type { Table } from '../../store/table.ts'
import { UnreadableRow } from '../../store/unreadable-row.ts'
import { sideBySide } from './side-by-side.ts'

/** What calling the roll of a round needs of the world. */
export interface RollDeps {
  clock: Clock
  table: Pick<Table, 'write'>
  rounds: RoundStore
  learners: Pick<LearnerStore, 'find'>
  ties: Pick<CircleTieStore, 'of'>
  barred: Pick<BarredStore, 'of'>
}

/** By what the roll is called. */
export interface Roll {
  journey: Journey
  now: Instant
  /** Who joined before is not dealt: the table was restored, and they may have taken it back since. */
  from: Instant
  /** Begins nothing new after this moment; absent: however long it takes. */
  until?: Instant
}

/** Whether there is time for more. */
export const isTimeLeft =
  ({ clock }: { clock: Pick<Clock, 'now'> }, { until = Number.POSITIVE_INFINITY }: Pick<Roll, 'until'>) =>
  (): boolean =>
    clock.now() < until

async function whyOut({ learners, barred }: RollDeps, entry: Entry, roll: Roll): Promise<WhyOut | undefined> {
  if (entry.isGone) return 'took-back'
  if (entry.at < roll.from) return 'restored'
  const { learnerId, epoch } = entry
  const [record, bars] = await Promise.all([learners.find(learnerId), barred.of([learnerId], roll.now)])
  if (bars.circles !== undefined) return 'removed'
  if (!record) return 'left'
  if (!isShown(entry.card)) return 'name'
  return whyNotDealt(record.learner, { journeyId: roll.journey.id, epoch }, roll.journey, roll.now)
}

/** Nobody else waits for who cannot be read. */
const unreadable = (error: unknown): WhyOut => {
  if (error instanceof UnreadableRow) return 'unreadable'
  throw error
}

async function call(deps: RollDeps, round: RoundRef, entry: Entry, roll: Roll): Promise<void> {
  const [out, ties] = await Promise.all([
    whyOut(deps, entry, roll).catch(unreadable),
    deps.ties.of(entry.learnerId),
  ])
  await deps.table.write(deps.rounds.calledWrite(round, entry.learnerId, { ...ties, at: roll.now, out }))
}

/**
 * Says of everybody in a round that has closed whether they are dealt, with whom they were before and with whom not. It is said once
 * for each and stays: so a round that is dealt once more, or by two at once, is the same, whatever people do meanwhile.
 * @returns whether there was time for all.
 */
export async function callRoll(
  deps: RollDeps,
  round: RoundRef,
  entries: readonly Entry[],
  roll: Roll,
): Promise<boolean> {
  const uncalled = entries.filter(({ calledAt }) => calledAt === undefined)
  return sideBySide(uncalled, entry => call(deps, round, entry, roll), isTimeLeft(deps, roll))
}
