import type { Instant } from '../../domain/ids.ts'
import { dueShards } from '../../store/due.ts'
import { advanceCircle } from './advance-circle.ts'
import type { AdvanceDeps } from './advance-deps.ts'
import { advanceProposal } from './advance-proposal.ts'

/** What a run did. `isDone`: nothing is left that was due; otherwise another run goes on from there. */
export interface Advanced {
  proposals: number
  circles: number
  /** Could not be worked on: they stay due, and hold up no other. */
  failed: number
  isDone: boolean
}

/** So many are looked up at once. */
const page = 100

type Lane = AdvanceDeps['lanes']['proposals']
type Advance = (deps: AdvanceDeps, id: string) => Promise<void>

/** Everything that is due in a lane, each once, in all shards. */
async function* dueIn(lane: Lane, now: Instant, tried: Set<string>): AsyncGenerator<string> {
  for (let shard = 0; shard < dueShards; shard += 1)
    for (;;) {
      const ids = (await lane(shard, now, page + tried.size)).filter(id => !tried.has(id))
      if (ids.length === 0) break
      for (const id of ids) {
        tried.add(id)
        yield id
      }
    }
}

/**
 * Leads every proposal and every circle on that waits for something: plans the letters that propose a group, hears when they went
 * out, closes, tells, plans introductions and letters to hosts, ends. A scheduled function calls it every few minutes; called twice,
 * at the same time or after a crash, it comes to the same. It has nothing to do with dealing: whatever was dealt is due by itself.
 * @param until stops before another one after this moment; what is left stays due.
 */
export async function advanceCircles(deps: AdvanceDeps, until: Instant): Promise<Advanced> {
  const now = deps.clock.now()
  const done: Advanced = { proposals: 0, circles: 0, failed: 0, isDone: true }
  const lanes: readonly ['proposals' | 'circles', Advance][] = [
    ['proposals', advanceProposal],
    ['circles', advanceCircle],
  ]
  for (const [lane, advance] of lanes)
    for await (const id of dueIn(deps.lanes[lane], now, new Set())) {
      if (deps.clock.now() >= until) return { ...done, isDone: false }
      await advance(deps, id).then(
        () => (done[lane] += 1),
        error => {
          done.failed += 1
          deps.log.error('A group could not be led on, and stays due', { id, reason: String(error) })
        },
      )
    }
  return done
}
