import type { LinkSigner } from '../adapters/links.ts'
import type { Log } from '../adapters/log.ts'
import type { ActDeps } from '../application/act.ts'
import type { RecordCompletionEnv } from '../contracts/functions/record-completion.ts'
import { actDeps } from './common/act.ts'
import { secretReader, signerOf } from './common/secrets.ts'
import { dynamoTable } from './common/table.ts'

export function recordCompletionDeps(env: RecordCompletionEnv, log: Log) {
  const act = actDeps(dynamoTable(env.TABLE_NAME))
  const links = signerOf(secretReader(log), env.LINK_KEYS_SECRET)
  return async (): Promise<ActDeps & { links: LinkSigner }> => ({ ...act, links: await links() })
}
