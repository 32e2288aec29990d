import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'

/** The local pages' own few styles. */
export const stylesheet: WrittenResponse = {
  status: 200,
  headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
  body: readFileSync(join(import.meta.dirname, 'local.css')),
}
