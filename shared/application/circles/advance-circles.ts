import { errorWords } from '../../contracts/error-words.ts'
import type { Instant } from '../../domain/ids.ts'
import { dueShards } from '../../store/due.ts'
import { advanceCircle } from './advance-circle.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { advanceProposal } from './advance-proposal.ts'

/** What a run did. `isDone`: nothing is left that was due; otherwise another run goes on from there. */
export interface Advanced {
  proposals: number
  circles: number
  /** Could not be worked on, or shards not be read: they stay due, and hold up no other. */
  failed: number
  isDone: boolean
}

/** So many are looked up at once. */
const page = 100

/** What is led on in one run, and until when. */
interface Run {
  deps: AdvanceDeps
  now: Instant
  until: Instant
  done: Advanced
}

const lanes = { proposals: advanceProposal, circles: advanceCircle }
type Lane = keyof typeof lanes

/** @returns whether it went well. One that cannot be worked on stays due. */
async function leadOn({ deps, done }: Run, lane: Lane, id: string): Promise<boolean> {
  try {
    await lanes[lane](deps, id)
    done[lane] += 1
    return true
  } catch (error) {
    done.failed += 1
    deps.log.error('A group could not be led on, and stays due', { id, reason: errorWords(error) })
    return false
  }
}

/** Everything that is due in a shard, one after the other and each once; those that fail are looked past. */
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

/** What is due in a shard that could not be read stays due; the other shards go on. */
const notRead =
  ({ deps, done }: Run, lane: Lane, shard: number) =>
  (error: unknown): void => {
    done.failed += 1
    done.isDone = false
    deps.log.error('What is due of groups could not be read, and stays due', {
      ...{ lane, shard, reason: errorWords(error) },
    })
  }

/**
 * Leads every proposal and every circle on that waits for something: plans the letters that propose a group, hears when they went
 * out, closes, tells, plans introductions and letters to hosts, ends. A scheduled function calls it every few minutes; called twice,
 * at the same time or after a crash, it comes to the same. It has nothing to do with dealing: whatever was dealt is due by itself.
 * Shards are led on side by side, proposals before the circles that come of them.
 * @param until begins nothing new after this moment; what is left stays due.
 */
export async function advanceCircles(deps: AdvanceDeps, until: Instant): Promise<Advanced> {
  const done: Advanced = { proposals: 0, circles: 0, failed: 0, isDone: true }
  const run: Run = { deps, now: deps.clock.now(), until, done }
  const shards = Array.from({ length: dueShards }, (_, shard) => shard)
  for (const lane of ['proposals', 'circles'] as const)
    await Promise.all(shards.map(shard => leadShard(run, lane, shard).catch(notRead(run, lane, shard))))
  return done
}
