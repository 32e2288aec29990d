import type { Clock } from '../../adapters/clock.ts'
import { isShown } from '../../domain/circles/card.ts'
import { whyNotDealt } from '../../domain/circles/eligibility.ts'
import type { Entry, WhyOut } from '../../domain/circles/entry.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { BarredStore } from '../../store/barred.ts'
import type { CircleTieStore } from '../../store/circle-ties.ts'
import type { LearnerStore } from '../../store/learners.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'
import type { Table } from '../../store/table.ts'
import { UnreadableRow } from '../../store/unreadable-row.ts'
import { inParallel } from './in-parallel.ts'

/** Dependencies of deciding who is dealt. */
export interface EligibilityDeps {
  clock: Clock
  table: Pick<Table, 'write'>
  rounds: RoundStore
  learners: Pick<LearnerStore, 'find'>
  ties: Pick<CircleTieStore, 'of'>
  barred: Pick<BarredStore, 'of'>
}

/** The rules by which it is decided who is dealt. */
export interface EligibilityRules {
  journey: Journey
  now: Instant
  /** People who joined before this moment are not dealt: the table was restored, and they may have withdrawn since. */
  from: Instant
  /** Starts nothing new after this moment; if absent, there is no limit. */
  until?: Instant
}

/** Whether there is time for more. */
export const isTimeLeft =
  (
    { clock }: { clock: Pick<Clock, 'now'> },
    { until = Number.POSITIVE_INFINITY }: Pick<EligibilityRules, 'until'>,
  ) =>
  (): boolean =>
    clock.now() < until

async function whyOut(
  { learners, barred }: EligibilityDeps,
  entry: Entry,
  rules: EligibilityRules,
): Promise<WhyOut | undefined> {
  if (entry.isGone) return 'took-back'
  if (entry.at < rules.from) return 'restored'
  const { learnerId, epoch } = entry
  const [record, bars] = await Promise.all([learners.find(learnerId), barred.of([learnerId], rules.now)])
  if (bars.circles !== undefined) return 'removed'
  if (!record) return 'left'
  if (!isShown(entry.card)) return 'name'
  return whyNotDealt(record.learner, { journeyId: rules.journey.id, epoch }, rules.journey, rules.now)
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

async function decideEntry(
  deps: EligibilityDeps,
  round: RoundRef,
  { entry, same }: { entry: Entry; same: readonly LearnerId[] },
  rules: EligibilityRules,
): Promise<void> {
  const [out, { before, notWith }] = await Promise.all([
    whyOut(deps, entry, rules).catch(unreadable),
    deps.ties.of(entry.learnerId),
  ])
  const decided = { at: rules.now, out, before, notWith: [...notWith, ...same] }
  await deps.table.write(deps.rounds.calledWrite(round, entry.learnerId, decided))
}

/**
 * Decides for everybody in a closed round whether they are dealt, and whom they met before or refuse to meet. This is
 * decided once for each entry and never changes, so that dealing again, or twice in parallel, gives the same groups.
 * @returns whether there was time for all.
 */
export async function decideEligibility(
  deps: EligibilityDeps,
  round: RoundRef,
  entries: readonly Entry[],
  rules: EligibilityRules,
): Promise<boolean> {
  const undecided = entries.filter(({ calledAt }) => calledAt === undefined)
  const readers = sameReaders(entries)
  const decideOne = (entry: Entry) =>
    decideEntry(deps, round, { entry, same: readers.get(entry.learnerId) ?? [] }, rules)
  return inParallel(undecided, decideOne, isTimeLeft(deps, rules))
}
