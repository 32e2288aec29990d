import * as z from 'zod/mini'

/** The header by which the distribution proves to the functions that a request came through it. */
export const originKeyHeader = 'x-shiftworks-origin'

/** The secret that holds the key: `{"key":"<random>"}`. */
export const OriginKey = z.object({ key: z.string().check(z.minLength(16)) })
