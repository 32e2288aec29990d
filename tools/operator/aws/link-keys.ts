import { randomBytes } from 'node:crypto'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import type { LinkKeys } from '../deps.ts'

/**
 * The link keys in Secrets Manager.
 * @param SecretId as in the functions' settings
 */
export const secretLinkKeys = (client: SecretsManagerClient, SecretId: string): LinkKeys => ({
  async read() {
    const { SecretString, CreatedDate } = await client.send(new GetSecretValueCommand({ SecretId }))
    return { text: SecretString ?? '', ...(CreatedDate && { changedAt: CreatedDate.getTime() }) }
  },

  async replace(SecretString) {
    await client.send(new PutSecretValueCommand({ SecretId, SecretString }))
  },

  generate: () => randomBytes(48).toString('base64url'),
})
