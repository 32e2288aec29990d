import middy from '@middy/core'
import type * as z from 'zod/mini'
import type { Log } from '../../shared/adapters/log.ts'
import { endedByLambda, failureLog, parsed } from './middleware.ts'

/**
 * Wraps a function that reacts to single events. If an event cannot be parsed or the reaction fails, it throws:
 * Lambda tries twice more and then keeps the event in the function's dead-letter queue.
 */
export function reaction<S extends z.ZodMiniType>(
  log: Log,
  schema: S,
  react: (event: z.output<S>) => Promise<unknown>,
) {
  return middy<unknown, unknown>(endedByLambda)
    .use(failureLog(log))
    .use(parsed(schema))
    .handler(async event => {
      await react(event as z.output<S>)
    })
}
