import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { startDatabase } from '../../tools/local/aws/dynoxide.ts'

const folder = mkdtempSync(join(tmpdir(), 'shiftworks-index-'))
afterAll(() => rmSync(folder, { recursive: true }))

// Fails when another version of the emulator keeps its records otherwise: then see whether it still wants help.
test("what the emulator asks its stream's records is answered by an index", async () => {
  const path = join(folder, 'table.db')
  const emulator = await startDatabase(path, what => {
    throw new Error(what)
  })
  const database = new DatabaseSync(path)
  const from = 'FROM _stream_records WHERE table_name = ?'
  const number = 'CAST(sequence_number AS INTEGER)'
  const plans = [
    `SELECT MAX(${number}) ${from}`,
    `SELECT new_image ${from} AND shard_id = ? AND ${number} > ? ORDER BY ${number} LIMIT 10`,
  ].map(query =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${query}`)
      .all()
      .map(({ detail }) => String(detail)),
  )
  database.close()
  await emulator.close()
  expect(plans).toEqual([
    [expect.stringMatching(/^SEARCH .* INDEX stream_order /)],
    [expect.stringMatching(/^SEARCH .* INDEX shard_order /)],
  ])
})
