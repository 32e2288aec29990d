import { once } from './aws-client.ts'
import type { Log } from './log.ts'

/** Secrets Manager, loaded at the first secret, because a page with an empty form needs none. */
export function secretsWhenNeeded(now: () => number, log: Log): (id: string) => Promise<string> {
  const read = once(async () => (await import('./secrets.ts')).ownSecrets(now, log))
  return async id => (await read())(id)
}
