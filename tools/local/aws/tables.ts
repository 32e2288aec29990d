import { LocalProblem } from '../local-problem.ts'
import type { TableSpec } from '../template/readers/tables.ts'
import { AwsError, callJson } from './call.ts'

type Description = {
  KeySchema: unknown
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: unknown }[]
  StreamSpecification?: { StreamViewType?: string }
}

/**
 * Creates the tables of the template. Existing tables stay.
 * @throws {LocalProblem} if an existing table has another schema
 */
export async function createTables(endpoint: string, specs: TableSpec[]): Promise<void> {
  for (const spec of specs) {
    const there = await describe(endpoint, spec.name)
    if (!there) await create(endpoint, spec)
    else if (shape(there) !== shape(request(spec)))
      throw new LocalProblem(
        `The table ${spec.name} under .local/ has another shape than the template gives it now. Begin anew with \`npm start -- --reset\`; what is stored locally is lost.`,
      )
  }
}

async function describe(endpoint: string, TableName: string): Promise<Description | undefined> {
  try {
    const { Table } = await callJson<{ Table: Description }>(endpoint, 'DynamoDB_20120810.DescribeTable', {
      TableName,
    })
    return Table
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined
    throw error
  }
}

const shape = ({ KeySchema, GlobalSecondaryIndexes = [], StreamSpecification }: Description): string =>
  JSON.stringify([
    KeySchema,
    GlobalSecondaryIndexes.map(index => [index.IndexName, index.KeySchema]),
    StreamSpecification?.StreamViewType,
  ])

const request = ({ name, keySchema, attributes, indexes, streamView }: TableSpec) => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keySchema,
  AttributeDefinitions: attributes,
  ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
  ...(streamView ? { StreamSpecification: { StreamEnabled: true, StreamViewType: streamView } } : {}),
})

async function create(endpoint: string, spec: TableSpec): Promise<void> {
  await callJson(endpoint, 'DynamoDB_20120810.CreateTable', request(spec))
  if (!spec.timeToLive) return
  await callJson(endpoint, 'DynamoDB_20120810.UpdateTimeToLive', {
    TableName: spec.name,
    TimeToLiveSpecification: { AttributeName: spec.timeToLive, Enabled: true },
  })
}
