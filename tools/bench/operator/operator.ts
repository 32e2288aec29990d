import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { addressHasher } from '../../../shared/adapters/addresses.ts'
import { systemWaiting } from '../../../shared/adapters/clock.ts'
import { publishedTypes } from '../../../shared/contracts/bus.ts'
import { dynamoScans } from '../../../shared/store/dynamo-reads.ts'
import { importRows, schemaOf } from '../../local/aws/import-rows.ts'
import { publishJourneys } from '../../local/journeys.ts'
import { ownClients, settingOf } from '../../local/own-clients.ts'
import { type Local, startLocal } from '../../local/start-local.ts'
import { median, rounded } from '../statistics.ts'
import { manyPeople } from './many-people.ts'
import { type CommandRun, runCommand } from './run-command.ts'

/** The duration of one command in a fresh process. */
export interface CommandSpeed {
  command: string
  runs: number
  median: number
  slowest: number
  /** The median processor time. */
  processor: number
  memoryMegabytes: number
}

/** The operator's commands on a local stack with many people. Times are in seconds. */
export interface OperatorSpeed {
  people: number
  events: number
  importedLines: number
  commands: { learner: CommandSpeed; status: CommandSpeed; replay: CommandSpeed; import: CommandSpeed }
}

const people = 10_000
const importedLines = 100_000
const ports = { port: 0, awsPort: 0 }

/** The data about a new local stack that is needed to fill its table while it is stopped. */
async function beginAnew(dataDir: string) {
  const local = await startLocal({ ...ports, dataDir })
  await publishJourneys(local, () => {})
  const { dynamo, secrets } = ownClients({ aws: local.aws })
  const [TableName, SecretId] = [
    settingOf(local.wiring, 'TABLE_NAME'),
    settingOf(local.wiring, 'ADDRESS_KEY_SECRET'),
  ]
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }))
  const { items } = await dynamoScans({ client: dynamo, TableName, waiting: systemWaiting }).scan()
  const schema = await schemaOf(dynamo, TableName)
  await local.close()
  return { tableName: TableName, schema, rows: items, addresses: addressHasher(SecretString) }
}

/** Starts the local stack with people in the middle of their journey. */
async function startWithPeople(dataDir: string) {
  const { tableName, schema, rows, addresses } = await beginAnew(dataDir)
  const many = await manyPeople(people, addresses)
  importRows(join(dataDir, 'table.db'), schema, tableName, [...rows, ...many.rows])
  return { local: await startLocal({ ...ports, dataDir }), ...many }
}

/** A file of people who agreed elsewhere, some of whom are known already. */
function importFile(dataDir: string): string {
  const line = (_: unknown, i: number) =>
    `q${i % 2 === 0 ? i : i * 7}@example.org,Jo,ambulance,tuesday thursday,old-service-2,2026-05-31,form of the old service`
  const head = 'email,first_name,sector,days,consent_wording,consent_at,consent_how'
  const path = join(dataDir, 'people.csv')
  writeFileSync(path, [head, ...Array.from({ length: importedLines }, line)].join('\n'))
  return path
}

function speedOf(command: string, all: readonly CommandRun[]): CommandSpeed {
  const seconds = all.map(run => run.seconds)
  return {
    command,
    runs: all.length,
    median: rounded(median(seconds), 2),
    slowest: rounded(Math.max(...seconds), 2),
    processor: rounded(median(all.map(run => run.processorSeconds)), 2),
    memoryMegabytes: rounded(Math.max(...all.map(run => run.memoryMegabytes)), 0),
  }
}

async function several(count: number, run: (i: number) => Promise<CommandRun>): Promise<CommandRun[]> {
  const all: CommandRun[] = []
  for (let i = 0; i < count; i += 1) all.push(await run(i))
  return all
}

const portOf = ({ aws }: Local): string => new URL(aws).port

/** Runs the real command line, in a fresh process each time. */
export async function measureOperator(): Promise<OperatorSpeed> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shiftworks-bench-'))
  const { local, events, emailOf } = await startWithPeople(dataDir)
  try {
    const run = (...args: string[]) => runCommand(args, portOf(local))
    const learner = await several(5, i => run('learner', emailOf(i * 97)))
    const status = await several(5, () => run('status'))
    const replay = await several(1, () => run('replay', '--type', ...publishedTypes, '--dry-run'))
    const file = importFile(dataDir)
    const imported = await several(1, () => run('import', file, '--journey', 'shiftworks', '--dry-run'))
    return {
      people,
      events,
      importedLines,
      commands: {
        learner: speedOf('learner', learner),
        status: speedOf('status', status),
        replay: speedOf('replay --dry-run', replay),
        import: speedOf('import --dry-run', imported),
      },
    }
  } finally {
    await local.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
