import { isHeld } from '../../domain/hold.ts'
import { duePage } from '../../store/due.ts'
import {
  type Assignment,
  assignments,
  emailsPerWorkerSecond,
  fullAssignment,
  workersFor,
} from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { openJourneys } from './due-people.ts'

/** People read of each shard to detect a backlog. */
const peek = 50

/** Whether more people are due than one worker can send to in a second. */
async function isBacklog(deps: DeliveryDeps): Promise<boolean> {
  const now = deps.clock.now()
  const holds = await deps.holds.all()
  if (isHeld(holds, 'delivery')) return false
  const journeys = await openJourneys(deps, holds)
  const pages = journeys.flatMap(of =>
    fullAssignment.shards.map(shard => duePage(deps.table, { of, shard }, now, peek)),
  )
  const seen = (await Promise.all(pages)).reduce((sum, { refs }) => sum + refs.length, 0)
  return seen >= emailsPerWorkerSecond
}

/**
 * Starts a worker.
 * @returns the shards of a worker that could not be started; another takes them over.
 */
async function startOne(deps: DeliveryDeps, assignment: Assignment): Promise<readonly number[]> {
  try {
    await deps.workers.start({ kind: 'worker', shards: [...assignment.shards] })
    return []
  } catch (error) {
    deps.log.error('A worker could not be started; its share is taken over', { reason: String(error) })
    return assignment.shards
  }
}

/**
 * Starts the further workers that the rate needs. Most accounts, and every minute without a backlog, need only the
 * caller.
 * @returns the caller's own assignment.
 */
export async function startWorkers(deps: DeliveryDeps): Promise<Assignment> {
  const { ratePerSecond = 0 } = (await deps.allowance.last()) ?? {}
  const workers = workersFor(ratePerSecond, deps.workers.max)
  if (workers < 2 || !(await isBacklog(deps))) return fullAssignment
  const [{ shards: own } = fullAssignment, ...others] = assignments(workers, deps.clock.now())
  const left = await Promise.all(others.map(assignment => startOne(deps, assignment)))
  return { accountEmails: true, shards: [own, ...left].flat() }
}
