import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import type { Item } from '../../shared/store/table.ts'
import { startDatabase } from '../local/aws/dynoxide.ts'
import { importRows, schemaOf } from '../local/aws/import-rows.ts'
import type { Secrets } from '../local/aws/secrets.ts'
import { Inbox } from '../local/aws/ses/inbox.ts'
import { createTables } from '../local/aws/tables.ts'
import { LocalProblem } from '../local/local-problem.ts'
import { ownClients, settingOf } from '../local/own-clients.ts'
import type { DataFolder } from '../local/state/data-folder.ts'
import { JsonFile } from '../local/state/json-file.ts'
import type { Wiring } from '../local/template/wiring.ts'
import { key } from '../simulation/simulated-deps.ts'
import type { Played } from './life.ts'

/** @throws {LocalProblem} if the folder has data that would be lost */
export function refuseToOverwrite(path: string): void {
  if (existsSync(path) && readdirSync(path).length > 0)
    throw new LocalProblem(
      `${path} holds a local stack with people and emails of its own, so nothing was changed. \`npm run demo -- --reset\` takes them away and begins anew; LOCAL_DATA_DIR=<folder> npm run demo leaves them, and fills another folder.`,
    )
}

/** Writes the played data to the local stack's folder, as if the stack had run all the time. */
export async function fillFolder(data: DataFolder, wiring: Wiring, { rows, emails }: Played): Promise<void> {
  keepSecrets(data, wiring)
  await keepRows(data, wiring, rows)
  keepEmails(data, emails)
}

/** Stores the simulation's keys, with which its links are signed and its addresses hashed. They protect nobody. */
function keepSecrets(data: DataFolder, wiring: Wiring): void {
  const values = {
    [settingOf(wiring, 'LINK_KEYS_SECRET')]: { current: '1', 1: key },
    [settingOf(wiring, 'ADDRESS_KEY_SECRET')]: { key },
  }
  const secrets: Secrets = {}
  for (const { arn, name } of wiring.secrets)
    if (values[arn]) secrets[arn] = { name, versions: [JSON.stringify(values[arn])] }
  new JsonFile<Secrets>(data.in('secrets.json'), {}).write(secrets)
}

async function keepRows(data: DataFolder, wiring: Wiring, rows: readonly Item[]): Promise<void> {
  const path = data.in('table.db')
  const tableName = settingOf(wiring, 'TABLE_NAME')
  const database = await startDatabase(path, what => {
    throw new LocalProblem(`${what}. Run npm run demo -- --reset.`)
  })
  await createTables(database.endpoint, wiring.tables)
  const schema = await schemaOf(ownClients({ aws: database.endpoint }).dynamo, tableName)
  await database.close()
  importRows(path, schema, tableName, rows)
}

function keepEmails(data: DataFolder, emails: Played['emails']): void {
  const inbox = new Inbox(data.in('inbox.jsonl'))
  for (const { id, to, from, at, subject, html, text, headers, kind, journey } of emails) {
    const tags = { 'email-id': id, kind, journey }
    const messageId = createHash('sha256').update(`${id} ${at}`).digest('hex').slice(0, 32)
    const sentAt = new Date(at).toISOString()
    inbox.add({ id: messageId, to, from, subject, html, text, headers: [...headers], tags, sentAt })
  }
  inbox.close()
}
