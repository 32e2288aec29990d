import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../shared/store/table.ts'
import { findBinary } from '../../local/aws/dynoxide.ts'

/** A table as DynamoDB describes it, which the emulator's import wants. */
export async function schemaOf(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  return JSON.stringify({ Table })
}

/** As DynamoDB exports a row to S3 (developer guide, "DynamoDB table export output format"). */
const exported = (row: Item): string =>
  JSON.stringify({ Item: marshall(row, { removeUndefinedValues: true }) })

/** Makes the emulator's database of rows, by its own import: far faster than writing them, and no stream tells of them. */
export function importRows(database: string, schema: string, tableName: string, rows: readonly Item[]): void {
  const source = join(dirname(database), 'export')
  mkdirSync(join(source, tableName, 'data'), { recursive: true })
  writeFileSync(join(source, 'schema.json'), schema)
  writeFileSync(join(source, tableName, 'data', 'all.json.gz'), gzipSync(rows.map(exported).join('\n')))
  const binary = findBinary()
  if (!binary) throw new Error('This benchmark needs @dynoxide for this computer.')
  execFileSync(binary, [
    ...['import', '--source', source, '--schema', join(source, 'schema.json')],
    ...['--output', database, '--force'],
  ])
}
