import { errorWords } from '../../contracts/error-words.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { accountEmails, type DueRef, dueShards, type ReceivedRef } from '../../store/due.ts'
import { receivedKey } from '../../store/keys.ts'
import { handleSignUp } from '../handle-sign-up.ts'
import type { DeliveryDeps } from './deps.ts'
import { pagesOfShard } from './due-scanner.ts'

async function quarantined(deps: DeliveryDeps, id: LearnerId, reason: string): Promise<void> {
  const next = await deps.quarantined.failed(receivedKey(id), reason)
  deps.log.error('A sign-up that was received cannot be handled', { id, reason, next })
}

async function handleOrSetAside(deps: DeliveryDeps, id: LearnerId): Promise<DueRef[]> {
  const handled = await handleSignUp(deps, id)
  if (handled.is === 'handled') return [{ learnerId: handled.learnerId, dueAt: deps.clock.now() }]
  if (handled.is === 'unworkable') await quarantined(deps, id, handled.reason)
  if (handled.is === 'busy') deps.log.warn('A sign-up that was received waits: others were quicker', { id })
  return []
}

/**
 * Handles one received sign-up.
 * @returns whose account email may be due because of it. Where it cannot be worked on, nobody: it is tried a few times and then
 * quarantined. Where the table does not answer, it stays due as well.
 */
export const handleReceived = (deps: DeliveryDeps, id: LearnerId): Promise<DueRef[]> =>
  handleOrSetAside(deps, id).catch(error => {
    deps.log.error('A sign-up that was received stays due', { id, reason: errorWords(error) })
    return []
  })

const page = 100

/**
 * Handles those of one shard one after the other, so that many for one mailbox do not race each other.
 * @returns whose account emails may be due.
 */
export async function handleInTurn(
  deps: DeliveryDeps,
  received: readonly ReceivedRef[],
  until: Instant,
): Promise<DueRef[]> {
  const refs: DueRef[] = []
  for (const { id } of received) if (deps.clock.now() < until) refs.push(...(await handleReceived(deps, id)))
  return refs
}

/** Handles the sign-ups that wait, and sends nothing: also while an operator or SES holds all emails back. */
export async function handleAllReceived(deps: DeliveryDeps, until: Instant): Promise<void> {
  await Promise.all(
    Array.from({ length: dueShards }, async (_, shard) => {
      const pages = pagesOfShard(deps.table, { of: accountEmails, shard }, deps.clock.now(), page)
      for await (const { received } of pages) await handleInTurn(deps, received, until)
    }),
  )
}
