import { describeError } from '../../contracts/describe-error.ts'
import { second } from '../../domain/duration.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { type DueRef, dueShards } from '../../store/due.ts'
import { receivedKey } from '../../store/keys.ts'
import { quarantinedUntil } from '../../store/received-sign-ups.ts'
import type { Withheld } from '../handle-sign-up.ts'
import type { DeliveryDeps } from './deps.ts'
import { receivedOfShard } from './due-scanner.ts'
import type { RunDeps } from './report.ts'

async function quarantined(deps: DeliveryDeps, id: LearnerId, reason: string): Promise<void> {
  const later = quarantinedUntil(id, deps.clock.now())
  const next = await deps.quarantined.failed(receivedKey(id), reason, later)
  deps.log.error('A sign-up that was received cannot be handled', { id, reason, next })
}

/** If this fails, an observer at this very moment may see one email fewer. */
async function counted(deps: DeliveryDeps, withheld: Withheld): Promise<void> {
  const { countWithheld } = await import('./withheld.ts')
  await countWithheld(deps, withheld).catch(error => {
    deps.log.warn('A sign-up without an email could not be counted', { reason: describeError(error) })
  })
}

async function handleOrSetAside(
  deps: DeliveryDeps,
  id: LearnerId,
  until: Instant,
): Promise<DueRef | undefined> {
  const { handleSignUp } = await import('../handle-sign-up.ts')
  const handled = await handleSignUp(deps, id, until)
  if (handled.is === 'handled') {
    if (handled.withheld) await counted(deps, handled.withheld)
    return handled.due
  }
  if (handled.is === 'unworkable') await quarantined(deps, id, handled.reason)
  if (handled.is === 'busy') deps.log.warn('A sign-up that was received waits: others were quicker', { id })
  return undefined
}

/** How long a single sign-up is retried while others write to the same person or mailbox, in milliseconds. */
const patience = 30 * second

/**
 * Handles one received sign-up.
 * @param until starts no further attempt after this moment.
 * @returns who has an account email due because of it; undefined if none goes out, or not yet. A sign-up that cannot
 * be worked on is tried a few times and then quarantined. If the table does not answer, it stays due.
 */
export const handleReceived = (
  deps: DeliveryDeps,
  id: LearnerId,
  until: Instant = deps.clock.now() + patience,
): Promise<DueRef | undefined> =>
  handleOrSetAside(deps, id, until).catch(error => {
    deps.log.error('A sign-up that was received stays due', { id, reason: describeError(error) })
    return undefined
  })

/** The result of a second of handling sign-ups. */
export interface Stretch {
  /** Learners who have an account email due because of it. */
  refs: DueRef[]
  /** How long the oldest sign-up had waited at the start of the scan, in milliseconds. */
  overdue: number
  /** Whether more sign-ups wait. */
  isLeft: boolean
}

const page = 100

/** Replaces the result of a shard that cannot be read any further. */
const over = { done: true, value: undefined } as const

/** How long sign-ups are handled before the caller returns to emails, in milliseconds. */
const stretch = second

/**
 * Handles the sign-ups that wait at the start, each once, one of each shard at a time. @yields about once a second,
 * so that the caller can send emails in between.
 */
export async function* handleWaiting(deps: RunDeps, until: Instant): AsyncGenerator<Stretch, undefined> {
  const { clock, table } = deps
  const begun = clock.now()
  const all = Array.from({ length: dueShards }, (_, shard) => receivedOfShard(table, shard, begun, page))
  const waiting = new Set(all)
  let overdue = 0
  const handleShard = async (shard: (typeof all)[number], end: Instant): Promise<DueRef[]> => {
    const refs: DueRef[] = []
    while (clock.now() < end) {
      const next = await shard.next().catch(fault => {
        deps.reportFault(fault)
        return over
      })
      if (next.done) {
        waiting.delete(shard)
        break
      }
      overdue = Math.max(overdue, begun - next.value.dueAt)
      const ref = await handleReceived(deps, next.value.id, until)
      if (ref) refs.push(ref)
    }
    return refs
  }
  while (waiting.size > 0 && clock.now() < until) {
    const end = Math.min(until, clock.now() + stretch)
    const refs = (await Promise.all([...waiting].map(shard => handleShard(shard, end)))).flat()
    yield { refs, overdue, isLeft: waiting.size > 0 }
  }
  return undefined
}
