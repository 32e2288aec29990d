import { proposalsOf } from '../../domain/circles/dealt-round.ts'
import { type Entry, joinerOf } from '../../domain/circles/entry.ts'
import type { Proposal } from '../../domain/circles/proposal.ts'
import { roundAt } from '../../domain/circles/round.ts'
import { minute } from '../../domain/duration.ts'
import type { Instant } from '../../domain/ids.ts'
import type { RoundRef, RoundStore } from '../../store/rounds.ts'
import { actOnProposal, type CircleDeps, writeProposals } from './act.ts'

/** By then whoever was writing that somebody joined has finished or failed. */
const settlesFor = 15 * minute

/** What came of a round. */
export type RoundOutcome = { is: 'too-early' } | { is: 'dealt'; proposals: number; waiting: number }

type Deps = CircleDeps & { rounds: RoundStore }

/** Whoever left between the closing and the deal is gone from their group before it hears of anything. */
async function takeOutGone(
  deps: Deps,
  proposals: readonly Proposal[],
  entries: readonly Entry[],
): Promise<void> {
  const gone = new Set(entries.filter(({ isGone }) => isGone).map(({ learnerId }) => learnerId))
  for (const { id, at, invited } of proposals)
    for (const one of invited)
      if (gone.has(one.id)) await actOnProposal(deps, id, { type: 'Go', learnerId: one.id, at })
}

/**
 * Deals a round that has closed. Whatever becomes of whoever does it, another goes on with it, and comes to the same: a
 * proposal begins once, and who waits is taken along once. One that is dealt more than a week late takes nobody along, since the
 * next one may have been dealt already.
 * @param zone by whose days the next round closes.
 */
export async function dealClosedRound(
  deps: Deps,
  round: RoundRef,
  { smallestPool, zone, now }: { smallestPool: number; zone: string; now: Instant },
): Promise<RoundOutcome> {
  if (now < round.closesAt + settlesFor) return { is: 'too-early' }
  const entries = await deps.rounds.entries(round)
  const ref = { journeyId: round.journeyId, id: round.id, at: round.closesAt }
  const { proposals, waiting } = proposalsOf(ref, entries.map(joinerOf), smallestPool)
  await writeProposals(deps, proposals)
  await takeOutGone(deps, proposals, entries)
  const next = { journeyId: round.journeyId, ...roundAt(round.closesAt, zone) }
  const waits = new Set(now < next.closesAt ? waiting : [])
  for (const entry of entries)
    if (waits.has(entry.learnerId) && !entry.isGone) await deps.rounds.takeAlong(next, entry)
  return { is: 'dealt', proposals: proposals.length, waiting: waiting.length }
}
