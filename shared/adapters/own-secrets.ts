import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { givenUpAfter } from './given-up-after.ts'
import type { Log } from './log.ts'
import { secretReader } from './secrets.ts'

/** Reads this account's secrets. Two attempts of three seconds: a page has fifteen, and its table wants some of them. */
export const ownSecrets = (now: () => number, log: Log) =>
  secretReader(new SecretsManagerClient({ maxAttempts: 2, requestHandler: givenUpAfter(3000) }), now, log)
