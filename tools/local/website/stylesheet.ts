import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HttpAnswer } from '../http/http-answer.ts'

/** The local pages' own few styles. */
export const stylesheet: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
  body: readFileSync(join(import.meta.dirname, 'local.css')),
}
