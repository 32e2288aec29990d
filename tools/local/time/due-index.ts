import { callJson } from '../aws/call.ts'
import type { TableSpec } from '../template/readers/tables.ts'

type Attribute = { S?: string; N?: string }
type Page = { Items: Record<string, Attribute>[]; LastEvaluatedKey?: object }

/** Reads the due times in the table's index: milliseconds since 1970, in no order. */
export type ReadDueTimes = () => Promise<number[]>

/** @param table has one index, sorted by due time */
export function dueIndex(endpoint: string, table: TableSpec): ReadDueTimes {
  const [index] = table.indexes
  const sortKey = index?.KeySchema.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName
  if (!index || !sortKey) return async () => []
  return async () => {
    const times: number[] = []
    let ExclusiveStartKey: object | undefined
    do {
      const page = await callJson<Page>(endpoint, 'DynamoDB_20120810.Scan', {
        TableName: table.name,
        IndexName: index.IndexName,
        ProjectionExpression: '#due',
        ExpressionAttributeNames: { '#due': sortKey },
        ExclusiveStartKey,
      })
      times.push(...page.Items.map(item => toMoment(item[sortKey])))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return times
  }
}

/** Due times are milliseconds since 1970, or ISO times. */
function toMoment(attribute: Attribute | undefined): number {
  const moment = attribute?.N === undefined ? Date.parse(attribute?.S ?? '') : Number(attribute.N)
  if (Number.isFinite(moment)) return moment
  throw new Error(`The index of due times holds ${JSON.stringify(attribute)}, which is no moment`)
}
