import type { Clock } from '../../adapters/clock.ts'
import { isShown } from '../../domain/circles/card.ts'
import type { Entry, WhyOut } from '../../domain/circles/entry.ts'
import { whyNotDealt } from '../../domain/circles/roll.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
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

/**
 * Who joined under other spellings of the same mailbox: one person, who would be most of a group by themselves. A pair needs to stand on
 * one side alone, so that each names those with smaller ids.
 */
function sameReaders(entries: readonly Entry[]): ReadonlyMap<LearnerId, readonly LearnerId[]> {
  const byMailbox = Map.groupBy(entries, ({ mailbox }) => mailbox)
  byMailbox.delete(undefined)
  const all = [...byMailbox.values()].flatMap(readers => {
    const ids = readers.map(({ learnerId }) => learnerId).toSorted()
    return ids.map((id, place) => [id, ids.slice(0, place)] as const)
  })
  return new Map(all)
}

async function call(
  deps: RollDeps,
  round: RoundRef,
  { entry, same }: { entry: Entry; same: readonly LearnerId[] },
  roll: Roll,
): Promise<void> {
  const [out, { before, notWith }] = await Promise.all([
    whyOut(deps, entry, roll).catch(unreadable),
    deps.ties.of(entry.learnerId),
  ])
  const called = { at: roll.now, out, before, notWith: [...notWith, ...same] }
  await deps.table.write(deps.rounds.calledWrite(round, entry.learnerId, called))
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
  const readers = sameReaders(entries)
  const callOne = (entry: Entry) =>
    call(deps, round, { entry, same: readers.get(entry.learnerId) ?? [] }, roll)
  return sideBySide(uncalled, callOne, isTimeLeft(deps, roll))
}
