import { describeError } from '../../contracts/describe-error.ts'
import type { Instant } from '../../domain/ids.ts'
import { dueShards } from '../../store/due.ts'
import { advanceCircle } from './advance-circle.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { advanceProposal } from './advance-proposal.ts'

/** The result of a run. `isDone`: nothing that was due is left; otherwise the next run continues. */
export interface Advanced {
  proposals: number
  circles: number
  /** Groups that could not be worked on, and shards that could not be read. They stay due and block nothing else. */
  failed: number
  isDone: boolean
}

/** Groups read together. */
const page = 100

/** The state of one run. */
interface Run {
  deps: AdvanceDeps
  now: Instant
  until: Instant
  done: Advanced
}

const lanes = { proposals: advanceProposal, circles: advanceCircle }
type Lane = keyof typeof lanes

/**
 * Advances one group.
 * @returns whether it succeeded; otherwise the group stays due.
 */
async function leadOn({ deps, done }: Run, lane: Lane, id: string): Promise<boolean> {
  try {
    await lanes[lane](deps, id)
    done[lane] += 1
    return true
  } catch (error) {
    done.failed += 1
    deps.log.error('A group could not be led on, and stays due', { id, reason: describeError(error) })
    return false
  }
}

/** Advances every due group of a shard, one after the other and each once; failed ones are skipped. */
async function leadShard(run: Run, lane: Lane, shard: number): Promise<void> {
  const { deps, now, until, done } = run
  const tried = new Set<string>()
  let stuck = 0
  for (;;) {
    const ids = (await deps.lanes[lane](shard, now, page + stuck)).filter(id => !tried.has(id))
    if (ids.length === 0) return
    for (const id of ids) {
      if (deps.clock.now() >= until) {
        done.isDone = false
        return
      }
      tried.add(id)
      if (!(await leadOn(run, lane, id))) stuck += 1
    }
  }
}

/** A shard that could not be read stays due; the other shards continue. */
const notRead =
  ({ deps, done }: Run, lane: Lane, shard: number) =>
  (error: unknown): void => {
    done.failed += 1
    done.isDone = false
    deps.log.error('What is due of groups could not be read, and stays due', {
      ...{ lane, shard, reason: describeError(error) },
    })
  }

/**
 * Advances every proposal and circle that is due: plans the letters that propose a group, records when they went out,
 * closes, plans letters about the result, introductions and letters to hosts, and ends circles. A scheduled function
 * calls it every few minutes; it is idempotent. Dealing is separate: whatever was dealt is due by itself. Shards are
 * processed in parallel, proposals before circles.
 * @param until starts nothing new after this moment; the rest stays due.
 */
export async function advanceCircles(deps: AdvanceDeps, until: Instant): Promise<Advanced> {
  const done: Advanced = { proposals: 0, circles: 0, failed: 0, isDone: true }
  const run: Run = { deps, now: deps.clock.now(), until, done }
  const shards = Array.from({ length: dueShards }, (_, shard) => shard)
  for (const lane of ['proposals', 'circles'] as const)
    await Promise.all(shards.map(shard => leadShard(run, lane, shard).catch(notRead(run, lane, shard))))
  return done
}
