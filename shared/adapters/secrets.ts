import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { minute, second } from '../domain/duration.ts'
import { timeoutAfterSeconds } from './aws-client.ts'
import type { Log } from './log.ts'

/** How long a secret is cached, in milliseconds. */
const refreshAfter = 5 * minute
/** How long after a failure a secret is read again, in milliseconds, because each attempt may keep a visitor waiting. */
const tryAgainAfter = 30 * second

async function readNow(client: SecretsManagerClient, SecretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
  if (SecretString === undefined)
    throw new Error(
      `Secret ${SecretId} has no text. It was emptied or replaced: restore its previous version.`,
    )
  return SecretString
}

/**
 * Reads secrets, and again after five minutes, so that a rotated key takes effect without a deployment. While that
 * fails, the last value is used and a warning logged, so that people can still be served.
 */
export function secretReader(client: SecretsManagerClient, now: () => number, log: Pick<Log, 'warn'>) {
  const known = new Map<string, { text: string; until: number }>()
  const keep = (id: string, text: string, until: number): string => {
    known.set(id, { text, until })
    return text
  }
  return async (id: string): Promise<string> => {
    const before = known.get(id)
    if (before && now() < before.until) return before.text
    try {
      return keep(id, await readNow(client, id), now() + refreshAfter)
    } catch (error) {
      if (!before) throw error
      log.warn('A secret cannot be read again. What was read last is used', { id, reason: String(error) })
      return keep(id, before.text, now() + tryAgainAfter)
    }
  }
}

/** Reads this account's secrets. Two attempts of three seconds, because a page has fifteen in all. */
export const ownSecrets = (now: () => number, log: Log) =>
  secretReader(new SecretsManagerClient({ maxAttempts: 2, requestHandler: timeoutAfterSeconds(3) }), now, log)
