import type { Log } from '../../adapters/log.ts'
import type { SignUpEnv } from '../../contracts/functions/sign-up.ts'
import { OriginKey } from '../../contracts/origin-key.ts'
import { secretReader } from './secrets.ts'

/**
 * The key that identifies the distribution's requests.
 * @returns undefined if there is no distribution.
 */
export function originKeyOf({ ORIGIN_SECRET }: Pick<SignUpEnv, 'ORIGIN_SECRET'>, log: Log) {
  if (ORIGIN_SECRET === '') return undefined
  const read = secretReader(log)
  return async () => OriginKey.parse(JSON.parse(await read(ORIGIN_SECRET))).key
}
