import type { MiddlewareObj } from '@middy/core'
import * as z from 'zod/mini'
import type { Log } from '../../shared/adapters/log.ts'
import { errorWords } from '../../shared/contracts/error-words.ts'

/**
 * No early end: Lambda itself ends who runs out of time, and their process with them. A mere error would leave it to be
 * used again, and what it was about to do would go on then, when others have long taken over.
 */
export const endedByLambda = { timeoutEarlyInMillis: 0 } as const

/** Reads the event by a schema, and hands on what was read. Throws, naming what is wrong, on anything else. */
export const parsed = (schema: z.ZodMiniType): MiddlewareObj<unknown> => ({
  before: request => {
    const read = schema.safeParse(request.event)
    if (!read.success)
      throw new Error(
        `This event cannot be read: ${z.prettifyError(read.error)}. It is kept in the dead-letter queue; redrive it once a version that reads it is deployed.`,
      )
    request.event = read.data
  },
})

/** Writes down why an invocation failed; the error goes on to Lambda, which tries again or keeps the event. */
export const failureLog = (log: Log): MiddlewareObj<unknown> => ({
  onError: ({ error }) => {
    log.error('The invocation failed', { reason: errorWords(error), name: error?.name })
  },
})
