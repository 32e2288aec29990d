import { dueShards, type ReceivedRef, receivedPage } from '../../shared/store/due.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import { isSignUp, type ReceivedSignUp, readReceived } from '../../shared/store/received-sign-ups.ts'
import type { DueKey } from '../../shared/store/table.ts'
import type { OperatorDeps } from './deps.ts'

type Deps = Pick<OperatorDeps, 'table' | 'clock'>

const page = 100

async function waitingIn({ table, clock }: Deps, shard: number): Promise<ReceivedRef[]> {
  const waiting: ReceivedRef[] = []
  let after: DueKey | undefined
  do {
    const found = await receivedPage(table, shard, clock.now(), page, after)
    waiting.push(...found.refs)
    after = found.after
  } while (after)
  return waiting
}

/** Sign-ups that were received and wait to be handled, which deliver-due does at once, or within a minute. */
export async function receivedWaiting(deps: Deps): Promise<ReceivedRef[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => waitingIn(deps, shard))
  return (await Promise.all(shards)).flat()
}

/** One of them with this address. @param hash the keyed hash of the normalised address. */
export async function receivedFrom(deps: Deps, hash: string): Promise<ReceivedSignUp | undefined> {
  const rows = await deps.table.getMany((await receivedWaiting(deps)).map(({ id }) => receivedKey(id)))
  return rows
    .map(readReceived)
    .flatMap(found => (found.is === 'readable' ? [found.signUp] : []))
    .filter(isSignUp)
    .find(({ hashes }) => hashes.address === hash)
}
