import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { tableShape } from '../contracts/table-shape.ts'
import type { DueCount } from './due.ts'
import type { DynamoTable } from './dynamo-table.ts'

const { name, partitionKey, sortKey } = tableShape.dueIndex

/** Counts within DynamoDB, a megabyte of keys for each request, without transferring the keys. */
export const dynamoDueCount = ({ client, TableName }: DynamoTable): DueCount => ({
  async countDue(partition, until, max) {
    let counted = 0
    let ExclusiveStartKey: QueryCommand['input']['ExclusiveStartKey']
    do {
      const { Count = 0, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: name,
          Select: 'COUNT',
          KeyConditionExpression: '#p = :p AND #s <= :s',
          ExpressionAttributeNames: { '#p': partitionKey, '#s': sortKey },
          ExpressionAttributeValues: marshall({ ':p': partition, ':s': until }),
          ExclusiveStartKey,
        }),
      )
      counted += Count
      ExclusiveStartKey = LastEvaluatedKey
    } while (ExclusiveStartKey && counted < max)
    return Math.min(counted, max)
  },
})
