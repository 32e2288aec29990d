import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../shared/store/table.ts'
import { LocalProblem } from '../local-problem.ts'
import { findBinary } from './dynoxide.ts'

/** A table as DynamoDB describes it, which the emulator's import wants. */
export async function schemaOf(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  return JSON.stringify({ Table })
}

/** As DynamoDB exports a row to S3 (developer guide, "DynamoDB table export output format"). */
const exported = (row: Item): string =>
  JSON.stringify({ Item: marshall(row, { removeUndefinedValues: true }) })

/**
 * Makes the emulator's database of rows, by its own import: far faster than writing them, and no stream tells of them.
 * @param database its file, which no emulator may have open
 * @param schema as `schemaOf` gives it
 * @throws {LocalProblem} when there is no emulator for this computer
 */
export function importRows(database: string, schema: string, tableName: string, rows: readonly Item[]): void {
  const source = join(dirname(database), 'export')
  mkdirSync(join(source, tableName, 'data'), { recursive: true })
  writeFileSync(join(source, 'schema.json'), schema)
  writeFileSync(join(source, tableName, 'data', 'all.json.gz'), gzipSync(rows.map(exported).join('\n')))
  const binary = findBinary()
  if (!binary)
    throw new LocalProblem(
      `Rows can be put into the table only by @dynoxide/${process.platform}-${process.arch}, which is not installed.`,
    )
  const from = ['import', '--source', source, '--schema', join(source, 'schema.json')]
  execFileSync(binary, [...from, '--output', database, '--force'], { stdio: 'pipe' })
  rmSync(source, { recursive: true })
}
