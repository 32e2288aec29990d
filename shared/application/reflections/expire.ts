import type { Log } from '../../adapters/log.ts'
import { describeError } from '../../contracts/describe-error.ts'
import type { Instant } from '../../domain/ids.ts'
import { keptVoices } from '../../domain/reflections/shelf.ts'
import type { QuarantineStore } from '../../store/quarantine.ts'
import { type ExpiringShelves, type ShelfGeneration, shelfKey } from '../../store/shelves.ts'
import { transactWithRetry } from '../transact-with-retry.ts'
import { shelfFor } from './change.ts'
import type { ReflectionDeps } from './deps.ts'

/** Dependencies of expiring voices. */
export interface ExpireDeps extends ReflectionDeps {
  expiringShelves: ExpiringShelves
  quarantined: QuarantineStore
  log: Log
}

const expire = (deps: ExpireDeps, ref: ShelfGeneration): Promise<void> =>
  transactWithRetry(deps.table, async () => {
    const { sharing, shelf } = await shelfFor(deps, ref)
    const kept = keptVoices(shelf, deps.clock.now())
    const writes = kept.length < shelf.length ? deps.shelves.writes(sharing, ref, kept) : []
    return { writes, answer: undefined }
  })

/** A shelf that cannot be worked on does not stop the others. */
async function expireOrSetAside(deps: ExpireDeps, ref: ShelfGeneration): Promise<void> {
  try {
    await expire(deps, ref)
  } catch (error) {
    const reason = describeError(error)
    const next = await deps.quarantined.failed(shelfKey(ref, ref.generation), reason).catch(describeError)
    deps.log.error('Voices whose time is up stand on a shelf', { ...ref, reason, next })
  }
}

const page = 100

/**
 * Takes voices off their shelves a year after they were shared, so that no excerpt outlives its text.
 * @param until starts nothing new after this moment.
 */
export async function expireVoices(deps: ExpireDeps, until: Instant): Promise<void> {
  const waiting = await deps.expiringShelves(deps.clock.now(), page)
  for (const one of waiting) if (deps.clock.now() < until) await expireOrSetAside(deps, one)
}
