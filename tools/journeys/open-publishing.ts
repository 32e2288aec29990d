import { readFile } from 'node:fs/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { z } from 'zod'
import { type Clock, systemWaiting } from '../../shared/adapters/clock.ts'
import { systemRandom } from '../../shared/adapters/random.ts'
import { readUtf8 } from '../../shared/contracts/utf8-file.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { dynamoBatchReads, dynamoDueReads, dynamoReads, dynamoScan } from '../../shared/store/dynamo-reads.ts'
import { dynamoWrites } from '../../shared/store/dynamo-writes.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import type { Table, TableScan } from '../../shared/store/table.ts'
import { awsClock, localClock } from '../operator/aws/clock.ts'
import { readDeployment } from '../operator/aws/deployment.ts'
import { firstCall, opensAnew } from '../operator/aws/local-silence.ts'
import { patienceSeconds, patient } from '../operator/aws/patience.ts'
import { localPort } from '../operator/command/place.ts'
import type { PublishingDeps } from '../operator/journeys/publishing.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { s3Pictures } from './pictures/picture-store.ts'

/** The command line's options for the system to publish to. */
export type PlaceOptions = { local?: boolean; stage?: string; region?: string; table?: string }

/**
 * Opens what publishing needs, in a deployment or in the local system.
 * @param says reports that the machine's clock is wrong.
 * @param seconds how long to wait for an answer.
 * @throws OperatorProblem if it cannot be found.
 */
export async function openPublishing(
  options: PlaceOptions,
  says: (words: string) => void,
  seconds = patienceSeconds,
): Promise<PublishingDeps> {
  if (options.local) return publishingTo('local', localConfig(seconds), await systemHere(options, seconds))
  const settings = options.stage ? await readStage(options.stage) : undefined
  const config = stageConfig(options, settings, seconds)
  const aws = awsClock()
  const client = aws.listensTo(new DynamoDBClient(config))
  const tableName = options.table ?? settings?.table ?? (await findTable(client, options))
  const table = tableNamed(client, tableName)
  // If the author names a time, they are told whether it is past. Any AWS response contains the current time.
  await journeyStore(table).catalogue()
  aws.tell(says)
  return publishingTo(options.stage ?? 'local', config, {
    table,
    clock: aws.clock,
    pictures: settings?.pictures,
  })
}

function publishingTo(stage: string, config: Config, { table, clock, pictures }: Found): PublishingDeps {
  return {
    stage,
    table,
    audit: auditStore(table),
    counters: counterStore(table),
    clock,
    random: systemRandom,
    ...(pictures && {
      pictures: s3Pictures(config, pictures.bucket, pictures.url),
    }),
    who: async () => (await import('../operator/aws/caller.ts')).callersArn(config),
  }
}

/** The settings of that system. */
interface Found {
  table: ReturnType<typeof tableNamed>
  clock: Clock
  pictures: PicturesPlace | undefined
}

/** The local system. Its clock may have been moved, and publishing follows that clock. */
async function systemHere({ table }: PlaceOptions, seconds: number): Promise<Found> {
  const config = localConfig(seconds)
  const { endpoint } = config
  const lambda = new LambdaClient({ ...config, ...firstCall(seconds) })
  const { TABLE_NAME, PUBLIC_URL } = await readDeployment(lambda, { is: 'local', stage: 'local', endpoint })
  const pictures = { bucket: () => bucketHere(config), url: PUBLIC_URL }
  const clock = await localClock(PUBLIC_URL, seconds)
  return { table: tableNamed(new DynamoDBClient(config), table ?? TABLE_NAME), clock, pictures }
}

/** Where pictures are published: the bucket, and the base URL. */
interface PicturesPlace {
  /** Looked up when the first picture is published. */
  bucket: () => Promise<string>
  url: string
}

/** The local stack's bucket for pictures. */
async function bucketHere(config: ReturnType<typeof localConfig>): Promise<string> {
  const { ListBucketsCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({ ...config, forcePathStyle: true })
  const { Buckets = [] } = await client.send(new ListBucketsCommand())
  const name = Buckets.map(({ Name = '' }) => Name).find(one => one.includes('pictures'))
  if (name === undefined)
    throw new OperatorProblem('The system on this machine has no bucket for pictures. Start it anew.')
  return name
}

function tableNamed(client: DynamoDBClient, TableName: string): Table & Pick<TableScan, 'scan'> {
  const table = { client, TableName, waiting: systemWaiting }
  return {
    ...dynamoReads(table),
    ...dynamoBatchReads(table),
    ...dynamoDueReads(table),
    ...dynamoScan(table),
    ...dynamoWrites(table),
  }
}

/** Locally any credentials will do. The name appears in the audit trail. */
function localConfig(seconds: number) {
  const endpoint = `http://localhost:${localPort(process.env)}`
  const credentials = { accessKeyId: 'local-author', secretAccessKey: 'local' }
  return { endpoint, credentials, region: 'eu-west-2', maxAttempts: 2, ...opensAnew(seconds) }
}

type Config = ReturnType<typeof localConfig> | ReturnType<typeof stageConfig>

function stageConfig({ region }: PlaceOptions, stage: { region: string } | undefined, seconds: number) {
  const chosen = region ?? stage?.region
  return { ...(chosen !== undefined && { region: chosen }), ...patient(seconds) }
}

/** The fields of a stage's settings that matter here. A restored table is named in its stream's ARN. */
const Stage = z.looseObject({
  mailDomain: z.string(),
  region: z.string().default('eu-west-2'),
  restoredTableStream: z.string().optional(),
  pictures: z.object({ bucket: z.string(), url: z.string() }).optional(),
})

interface StageSettings {
  /** The domain that emails are sent from. */
  mailDomain: string
  region: string
  table?: string
  /** Where pictures are published; absent until a deployment has created the bucket. */
  pictures?: PicturesPlace
}

/**
 * Reads the settings of a stage that publishing needs.
 * @throws OperatorProblem if they are missing or invalid
 */
export async function readStage(stage: string): Promise<StageSettings> {
  const path = `infra/stages/${stage}.json`
  const bytes = await readFile(path).catch(() => {
    throw new OperatorProblem(`There is no stage ${stage} (no file ${path}).`)
  })
  const { mailDomain, region, restoredTableStream, pictures } = parseStage(path, bytes)
  const [, table] = /:table\/([\w.-]+)\/stream\//.exec(restoredTableStream ?? '') ?? []
  return {
    mailDomain,
    region,
    ...(table !== undefined && { table }),
    ...(pictures && { pictures: { bucket: async () => pictures.bucket, url: pictures.url } }),
  }
}

function parseStage(path: string, bytes: Uint8Array): z.infer<typeof Stage> {
  const read = readUtf8(bytes)
  if ('problem' in read)
    throw new OperatorProblem(`${path}, line ${read.problem.line}: ${read.problem.message}`)
  try {
    return Stage.parse(JSON.parse(read.text))
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new OperatorProblem(`${path} cannot be used: ${what}. docs/deploying.md explains each setting.`)
  }
}

/** The name of a deployed table begins with the name of its stack. */
async function findTable(client: DynamoDBClient, { stage }: PlaceOptions): Promise<string> {
  const [name, ...others] = await tableNames(client, `ShiftWorks-${stage}-data-`)
  if (name !== undefined && others.length === 0) return name
  const found = name === undefined ? 'no table' : `several tables (${[name, ...others].join(', ')})`
  throw new OperatorProblem(`There is ${found} to publish to. Name one with --table <name>.`)
}

async function tableNames(client: DynamoDBClient, prefix: string): Promise<string[]> {
  const names: string[] = []
  let ExclusiveStartTableName: string | undefined
  do {
    const answer = await client.send(new ListTablesCommand({ ExclusiveStartTableName }))
    names.push(...(answer.TableNames ?? []))
    ExclusiveStartTableName = answer.LastEvaluatedTableName
  } while (ExclusiveStartTableName)
  return names.filter(name => name.startsWith(prefix))
}
