import type { LinkSigner } from '../adapters/links.ts'
import type { Log } from '../adapters/log.ts'
import type { CommandDeps } from '../application/execute-command.ts'
import type { RecordCompletionEnv } from '../contracts/functions/record-completion.ts'
import { commandDeps } from './common/command-deps.ts'
import { secretReader, signerOf } from './common/secrets.ts'
import { dynamoTable } from './common/table.ts'

/** The dependencies of record-completion, with the real adapters. */
export function recordCompletionDeps(env: RecordCompletionEnv, log: Log) {
  const command = commandDeps(dynamoTable(env.TABLE_NAME), log)
  const links = signerOf(secretReader(log), env.LINK_KEYS_SECRET)
  return async (): Promise<CommandDeps & { links: LinkSigner }> => ({ ...command, links: await links() })
}
