import type { BodyTrouble } from './body.ts'

/** Why no route answers a request. */
export type RequestTrouble = BodyTrouble | 'not-found' | 'wrong-method'

/** The status that says so. */
export const statusOfTrouble: Readonly<Record<RequestTrouble, number>> = {
  'bad-request': 400,
  'wrong-encoding': 400,
  'not-found': 404,
  'wrong-method': 405,
  'too-large': 413,
  unsupported: 415,
}
