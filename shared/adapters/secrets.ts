import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

const refreshAfter = 5 * 60_000

/** Reads secrets, and reads them again after five minutes, so that a rotated key is taken up without a deployment. */
export function secretReader(client: SecretsManagerClient, now: () => number) {
  const cache = new Map<string, { text: string; at: number }>()
  return async (id: string): Promise<string> => {
    const cached = cache.get(id)
    if (cached && now() - cached.at < refreshAfter) return cached.text
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }))
    if (SecretString === undefined)
      throw new Error(`Secret ${id} has no text. It was emptied or replaced: restore its previous version.`)
    cache.set(id, { text: SecretString, at: now() })
    return SecretString
  }
}
