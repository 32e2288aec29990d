import { evolveCircle } from '../../domain/circles/circle.ts'
import { type CircleCommand, type CircleOutcome, decideCircle } from '../../domain/circles/decide-circle.ts'
import {
  decideProposal,
  type ProposalCommand,
  type ProposalOutcome,
} from '../../domain/circles/decide-proposal.ts'
import { circlesOf } from '../../domain/circles/introductions.ts'
import { evolveProposal, type Proposal, type ProposalEvent } from '../../domain/circles/proposal.ts'
import { metWrites } from '../../store/circle-ties.ts'
import type { CircleStore, ProposalStore, Stored } from '../../store/circles.ts'
import type { Table, Write } from '../../store/table.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import { inParallel } from './in-parallel.ts'

/** Dependencies of the use cases for circles. */
export interface CircleDeps {
  table: Pick<Table, 'write' | 'transact'>
  proposals: ProposalStore
  circles: CircleStore
}

/**
 * Stores the proposals of a round. Idempotent: after a crash, or in parallel, the same proposals are written, and one
 * that exists stays as it is.
 * @returns whether there was time for all.
 */
export const writeProposals = (
  { table, proposals }: CircleDeps,
  proposed: readonly Proposal[],
  isTime?: () => boolean,
): Promise<boolean> => inParallel(proposed, proposal => table.write(proposals.beginWrite(proposal)), isTime)

/**
 * The writes for a proposal's events. Closing it creates its circles and records who was with whom, in the same
 * transaction.
 */
function proposalWrites(
  { proposals, circles }: CircleDeps,
  before: Stored<Proposal>,
  events: readonly ProposalEvent[],
): Write[] {
  if (events.length === 0) return []
  const after = events.reduce(evolveProposal, before.state)
  const introduced = events.flatMap(event => (event.type === 'ProposalClosed' ? circlesOf(after, event) : []))
  const met = introduced.flatMap(({ members, at }) =>
    metWrites(
      members.map(({ id }) => id),
      at,
    ),
  )
  return [proposals.changeWrite(before, after), ...introduced.map(circles.beginWrite), ...met]
}

/**
 * Executes a command on a proposal.
 * @returns its outcome; `gone` if the proposal does not exist.
 */
export const actOnProposal = (
  deps: CircleDeps,
  id: string,
  command: ProposalCommand,
): Promise<ProposalOutcome | 'gone'> =>
  transactWithRetry(deps.table, async () => {
    const stored = await deps.proposals.find(id)
    if (!stored) return { answer: 'gone' as const, writes: [] }
    const { outcome, events } = decideProposal(stored.state, command)
    return { answer: outcome, writes: proposalWrites(deps, stored, events) }
  })

/**
 * Executes a command on a circle.
 * @returns its outcome; `gone` if the circle does not exist.
 */
export const actInCircle = (
  deps: CircleDeps,
  id: string,
  command: CircleCommand,
): Promise<CircleOutcome | 'gone'> =>
  transactWithRetry(deps.table, async () => {
    const stored = await deps.circles.find(id)
    if (!stored) return { answer: 'gone' as const, writes: [] }
    const { outcome, events } = decideCircle(stored.state, command)
    const after = events.reduce(evolveCircle, stored.state)
    return { answer: outcome, writes: events.length > 0 ? [deps.circles.changeWrite(stored, after)] : [] }
  })
