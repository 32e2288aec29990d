import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { tableShape } from '../../shared/contracts/table-shape.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

/** The single table: on demand, restorable to any second of the last 35 days, and protected from deletion. */
export function createTable(stack: Stack): Table {
  const { dueIndex } = tableShape
  const table = new Table(stack, 'Table', {
    partitionKey: text(tableShape.partitionKey),
    sortKey: text(tableShape.sortKey),
    timeToLiveAttribute: tableShape.timeToLive,
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType[tableShape.stream],
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    // Also if the stack's creation fails, because its protection would make the rollback fail as well. Its name is
    // generated, so it blocks no further attempt.
    removalPolicy: RemovalPolicy.RETAIN,
  })
  table.addGlobalSecondaryIndex({
    indexName: dueIndex.name,
    partitionKey: text(dueIndex.partitionKey),
    sortKey: { name: dueIndex.sortKey, type: AttributeType.NUMBER },
    projectionType: ProjectionType.KEYS_ONLY,
  })
  return table
}

/** The table that the service uses. */
export interface TableInUse {
  readonly tableName: string
  readonly tableArn: string
  readonly streamArn: string
}

/** @throws if the table has no stream: no event would ever reach the bus. */
export function inUse({ tableName, tableArn, tableStreamArn }: Table): TableInUse {
  if (!tableStreamArn) throw new Error('The table has no stream, so publish-events could not read it.')
  return { tableName, tableArn, streamArn: tableStreamArn }
}

/**
 * A restored table is a new table outside any stack. Everything about it follows from its stream's ARN,
 * `…:table/<name>/stream/<time>`.
 */
export function restored(streamArn: string): TableInUse {
  const [tableArn = ''] = streamArn.split('/stream/')
  const [, tableName = ''] = tableArn.split(':table/')
  return { tableName, tableArn, streamArn }
}
