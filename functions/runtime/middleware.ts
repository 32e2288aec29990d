import type { MiddlewareObj } from '@middy/core'
import * as z from 'zod/mini'
import type { Log } from '../../shared/adapters/log.ts'
import { describeError } from '../../shared/contracts/describe-error.ts'

/**
 * No early timeout. Lambda ends a function that runs out of time together with its process. An early error would let
 * the process be reused, and what it was about to do would continue after others have taken over.
 */
export const endedByLambda = { timeoutEarlyInMillis: 0 } as const

/**
 * Parses the event by a schema and passes the result on.
 * @throws naming what is wrong with the event.
 */
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

/** Logs why an invocation failed. The error goes on to Lambda, which retries or keeps the event. */
export const failureLog = (log: Log): MiddlewareObj<unknown> => ({
  onError: ({ error }) => {
    log.error('The invocation failed', { reason: describeError(error), name: error?.name })
  },
})
