import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Item } from '../../../shared/store/table.ts'
import { LocalProblem } from '../local-problem.ts'
import { findBinary } from './dynoxide.ts'

/** The table's description by DynamoDB, which the emulator's import needs. */
export async function schemaOf(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  return JSON.stringify({ Table })
}

/** A row in DynamoDB's S3 export format (developer guide, "DynamoDB table export output format"). */
const exported = (row: Item): string =>
  JSON.stringify({ Item: marshall(row, { removeUndefinedValues: true }) })

/**
 * Creates the emulator's database from rows by the emulator's own import. That is far faster than writing the rows,
 * and adds no stream records.
 * @param database the database file, which no emulator may have open
 * @param schema as `schemaOf` returns it
 * @throws {LocalProblem} if there is no emulator for this computer
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
