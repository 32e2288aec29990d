import { randomInt } from 'node:crypto'
import type { JsonFile } from '../state/json-file.ts'
import type { SecretSpec } from '../template/readers/secrets.ts'
import { ApiError, jsonService, type Service } from './service.ts'

/** Secrets by ARN, with their versions, oldest first. */
export type Secrets = Record<string, { name: string; versions: string[] }>

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** Generates each secret of the template once. Existing secrets stay. */
export function generateSecrets(specs: SecretSpec[], file: JsonFile<Secrets>): void {
  const missing = specs.filter(({ arn }) => !file.value[arn])
  const made: Secrets = {}
  for (const { arn, name, generate } of missing) made[arn] = { name, versions: [newSecret(generate)] }
  if (missing.length > 0) file.write({ ...file.value, ...made })
}

function newSecret(generate: SecretSpec['generate']): string {
  const all = generate.ExcludePunctuation ? letters : letters + punctuation
  const allowed = [...all].filter(character => !generate.ExcludeCharacters.includes(character))
  const password = Array.from(
    { length: generate.PasswordLength },
    () => allowed[randomInt(allowed.length)],
  ).join('')
  if (!generate.GenerateStringKey) return password
  return JSON.stringify({
    ...JSON.parse(generate.SecretStringTemplate ?? '{}'),
    [generate.GenerateStringKey]: password,
  })
}

/** Secrets Manager: reads, and new versions of existing secrets. */
export function secretsManager(file: JsonFile<Secrets>): Service {
  const find = (id: unknown) => {
    const found = Object.entries(file.value).find(([arn, { name }]) => arn === id || name === id)
    if (found) return { arn: found[0], ...found[1] }
    throw new ApiError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  }
  const answer = (id: unknown) => {
    const { arn, name, versions } = find(id)
    return { ARN: arn, Name: name, VersionId: String(versions.length), VersionStages: ['AWSCURRENT'] }
  }
  return jsonService('Secrets Manager', '1.1', {
    GetSecretValue: ({ SecretId }) => ({ ...answer(SecretId), SecretString: find(SecretId).versions.at(-1) }),
    DescribeSecret: ({ SecretId }) => answer(SecretId),
    ListSecrets: () => ({ SecretList: Object.keys(file.value).map(answer) }),
    PutSecretValue: ({ SecretId, SecretString }) => {
      const { arn, name, versions } = find(SecretId)
      file.write({ ...file.value, [arn]: { name, versions: [...versions, String(SecretString)] } })
      return answer(SecretId)
    },
  })
}
