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
import { inParallel } from './in-parallel.ts'

/** Dependencies of calling the roll. */
export interface RollDeps {
  clock: Clock
  table: Pick<Table, 'write'>
  rounds: RoundStore
  learners: Pick<LearnerStore, 'find'>
  ties: Pick<CircleTieStore, 'of'>
  barred: Pick<BarredStore, 'of'>
}

/** The rules by which the roll is called. */
export interface Roll {
  journey: Journey
  now: Instant
  /** People who joined before this moment are not dealt: the table was restored, and they may have withdrawn since. */
  from: Instant
  /** Starts nothing new after this moment; if absent, there is no limit. */
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

/** A person who cannot be read holds up nobody else. */
const unreadable = (error: unknown): WhyOut => {
  if (error instanceof UnreadableRow) return 'unreadable'
  throw error
}

/**
 * Finds people who joined with several spellings of one mailbox: one person, who would otherwise fill a group alone.
 * It is enough to record a pair on one side, so each entry names the smaller ids.
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
 * Decides for everybody in a closed round whether they are dealt, and whom they met before or refuse to meet. This is
 * decided once for each entry and never changes, so that dealing again, or twice in parallel, gives the same groups.
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
  return inParallel(uncalled, callOne, isTimeLeft(deps, roll))
}
