import { once } from './aws-client.ts'
import type { Log } from './log.ts'

/** Secrets Manager, whose part of the SDK is loaded at the first secret: a page with a form to fill in does without. */
export function secretsWhenNeeded(now: () => number, log: Log): (id: string) => Promise<string> {
  const read = once(async () => (await import('./secrets.ts')).ownSecrets(now, log))
  return async id => (await read())(id)
}
