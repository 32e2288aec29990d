import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { secretReader } from './secrets.ts'

/** Reads this account's secrets. */
export const ownSecrets = (now: () => number) => secretReader(new SecretsManagerClient({}), now)
