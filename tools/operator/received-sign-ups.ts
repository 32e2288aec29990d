import * as z from 'zod/mini'
import { day } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { dueShards, type ReceivedRef, receivedPage } from '../../shared/store/due.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import type { DueKey } from '../../shared/store/table.ts'
import type { OperatorDeps } from './deps.ts'

type Deps = Pick<OperatorDeps, 'table' | 'clock'>

const page = 100

async function waitingIn({ table }: Deps, shard: number, until: Instant): Promise<ReceivedRef[]> {
  const waiting: ReceivedRef[] = []
  let after: DueKey | undefined
  do {
    const found = await receivedPage(table, shard, until, page, after)
    waiting.push(...found.refs)
    after = found.after
  } while (after)
  return waiting
}

/** The received sign-ups that wait. deliver-due handles them at once, or within a minute. */
export async function receivedWaiting(deps: Deps, until = deps.clock.now()): Promise<ReceivedRef[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => waitingIn(deps, shard, until))
  return (await Promise.all(shards)).flat()
}

/** The readable fields of a received sign-up, even if the rest cannot be read. */
const Waiting = z.object({
  at: z.int(),
  hashes: z.object({ address: z.string() }),
  quarantined: z.optional(z.string()),
})

/** A quarantined sign-up is checked again within this time, in milliseconds. */
const atTheLatest = 2 * day

/**
 * Returns a received sign-up with this address, quarantined or not.
 * @param hash the keyed hash of the normalised address
 */
export async function receivedFrom(deps: Deps, hash: string): Promise<z.infer<typeof Waiting> | undefined> {
  const waiting = await receivedWaiting(deps, deps.clock.now() + atTheLatest)
  const rows = await deps.table.getMany(waiting.map(({ id }) => receivedKey(id)))
  return rows.flatMap(row => Waiting.safeParse(row).data ?? []).find(({ hashes }) => hashes.address === hash)
}
