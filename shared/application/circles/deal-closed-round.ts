import { dealVersion } from '../../domain/circles/deal-version.ts'
import { groupId, type Outcome, proposalsOf } from '../../domain/circles/dealt-round.ts'
import { type Entry, joinerOf } from '../../domain/circles/entry.ts'
import { countPairs, type PairCounts } from '../../domain/circles/pairs.ts'
import type { Proposal } from '../../domain/circles/proposal.ts'
import { day, minute } from '../../domain/duration.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { DealtRound, RoundRef } from '../../store/rounds.ts'
import type { UnreadableRow } from '../../store/unreadable-row.ts'
import type { CommandDeps } from '../execute-command.ts'
import { actOnProposal, type CircleDeps, writeProposals } from './act.ts'
import {
  decideEligibility,
  type EligibilityDeps,
  type EligibilityRules,
  isTimeLeft,
} from './decide-eligibility.ts'
import { inParallel } from './in-parallel.ts'
import { planLetter } from './letters.ts'
import { moveToOpenRound } from './move-to-open-round.ts'

/** How long after the closing dealing begins, in milliseconds, so that writes of joining have finished or failed. */
const settlesFor = 15 * minute

/** The result of dealing a round. */
export type RoundOutcome =
  | { is: 'too-early' }
  /** Time was up; the next run continues. */
  | { is: 'under-way' }
  /** `unreadable`: entries and people that this version cannot read. The others were dealt without them. */
  | ({ is: 'dealt'; unreadable?: readonly string[] } & Omit<
      DealtRound,
      'at' | 'smallestPool' | keyof PairCounts
    >)

/** Dependencies of dealing a round. */
export type DealDeps = CircleDeps & EligibilityDeps & CommandDeps

/** A round and its groups so far. */
interface Dealt {
  round: RoundRef
  entries: readonly Entry[]
  proposals: readonly Proposal[]
  waiting: readonly LearnerId[]
}

/** Takes people who left between closing and dealing out of their groups before these are told of anything. */
function removeGone(deps: DealDeps, { entries, proposals }: Dealt, isTime: () => boolean): Promise<boolean> {
  const gone = new Set(entries.filter(({ isGone }) => isGone).map(({ learnerId }) => learnerId))
  const all = proposals.flatMap(({ id, at, invited }) =>
    invited.filter(one => gone.has(one.id)).map(one => ({ id, at, learnerId: one.id })),
  )
  return inParallel(all, ({ id, ...of }) => actOnProposal(deps, id, { type: 'Go', ...of }), isTime)
}

/**
 * The latest that a round is dealt after its closing, in milliseconds. Later, a group would have no time left to
 * answer.
 */
const dealtWithin = 4 * day

/** Whether eligibility was decided too late for groups. It is decided once, so the answer never changes. */
const isLate = ({ closesAt }: RoundRef, entries: readonly Entry[]): boolean =>
  entries.some(({ calledAt = 0 }) => calledAt > closesAt + dealtWithin)

/** Whether another version of the deal has begun the round. Groups by both could share people. */
const isOfOtherVersion = (entries: readonly Entry[]): boolean =>
  entries.some(({ dealVersion: version = 1 }) => version !== dealVersion)

/** The groups that another version has proposed by now. Everybody else waits for the next round. */
async function proposedSoFar(
  { proposals }: Pick<DealDeps, 'proposals'>,
  { journeyId, id }: RoundRef,
  entries: readonly Entry[],
): Promise<Outcome> {
  const states: Proposal[] = []
  await inParallel([...entries.keys()], async place => {
    const found = await proposals.find(groupId(journeyId, id, place))
    if (found) states.push(found.state)
  })
  const placed = new Set(states.flatMap(({ invited }) => invited.map(one => one.id)))
  const waiting = entries.map(({ learnerId }) => learnerId).filter(one => !placed.has(one))
  return { proposals: states, waiting: waiting.toSorted() }
}

/** People who wait are put first in line for the open round. They are told so the first time. */
function moveWaiting(
  deps: DealDeps,
  { round, entries, waiting }: Dealt,
  { journey, now }: EligibilityRules,
  isTime: () => boolean,
): Promise<boolean> {
  const { journeyId, id } = round
  const waits = new Set(waiting)
  const letter = { journeyId, kind: 'circle-nobody' as const, group: `${journeyId}.${id}` }
  const takeOne = async (entry: Entry): Promise<void> => {
    const next = await moveToOpenRound(deps, entry, { journey, since: entry.calledAt ?? now, now })
    if (next && !entry.isFirstInLine)
      await planLetter(deps, entry.learnerId, { ...letter, until: next.closesAt })
  }
  const all = entries.filter(({ learnerId, isGone }) => waits.has(learnerId) && !isGone)
  return inParallel(all, takeOne, isTime)
}

/**
 * Stores the results of a round one after the other.
 * @returns whether there was time for all.
 */
const storeResults = async (
  deps: DealDeps,
  dealt: Dealt,
  rules: EligibilityRules,
  isTime: () => boolean,
): Promise<boolean> =>
  (await writeProposals(deps, dealt.proposals, isTime)) &&
  (await removeGone(deps, dealt, isTime)) &&
  (await moveWaiting(deps, dealt, rules, isTime))

/** Names of the entries and people that this version cannot read or show. */
const namesOf = (rows: readonly UnreadableRow[], entries: readonly Entry[]): string[] => [
  ...new Set(rows.map(({ message }) => message)),
  ...entries.flatMap(({ out, learnerId }) => (out === 'unreadable' ? [`learner ${learnerId}`] : [])),
  ...entries.flatMap(({ out, learnerId }) => (out === 'name' ? [`the name of learner ${learnerId}`] : [])),
]

/**
 * Deals a closed round, after deciding for good who is dealt. Idempotent: any later run can continue, every proposal
 * begins once, and everybody who waits moves to the next round once. A round that was not worked on for days is not
 * dealt; everybody is put first in line for the open one. So is whoever is in no group yet when a release changes the
 * deal. Unreadable entries are left out and reported.
 */
export async function dealClosedRound(
  deps: DealDeps,
  round: RoundRef,
  { smallestPool, ...rules }: EligibilityRules & { smallestPool: number },
): Promise<RoundOutcome> {
  const { rounds } = deps
  if (rules.now < round.closesAt + settlesFor) return { is: 'too-early' }
  const rows: UnreadableRow[] = []
  const inRound = () => rounds.entries(round, row => rows.push(row))
  const isTime = isTimeLeft(deps, rules)
  if (!(await decideEligibility(deps, round, await inRound(), rules))) return { is: 'under-way' }
  const decided = await inRound()
  const entries = decided.filter(({ out }) => out === undefined)
  const ref = { journeyId: round.journeyId, id: round.id, at: round.closesAt }
  const wanted = isLate(round, entries) ? Number.POSITIVE_INFINITY : smallestPool
  const { proposals, waiting } = isOfOtherVersion(entries)
    ? await proposedSoFar(deps, round, entries)
    : proposalsOf(ref, entries.map(joinerOf), wanted)
  if (!(await storeResults(deps, { round, entries, proposals, waiting }, rules, isTime)))
    return { is: 'under-way' }
  const outcome = { people: entries.length, proposals: proposals.length, waiting: waiting.length }
  await rounds.noteDealt(round, {
    at: rules.now,
    ...outcome,
    smallestPool,
    ...countPairs(entries.map(({ card }) => card.sector)),
  })
  const unreadable = namesOf(rows, decided)
  return { is: 'dealt', ...outcome, ...(unreadable.length > 0 && { unreadable }) }
}
