import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type * as z from 'zod/mini'
import type { Log } from '../../shared/adapters/log.ts'
import { describeError } from '../../shared/contracts/describe-error.ts'
import { endedByLambda, failureLog } from './middleware.ts'

/**
 * Wraps a function that reads a queue. Each message is handled separately: one that cannot be parsed or fails is
 * returned to the queue, until the queue dead-letters it.
 */
export function queueReaction<S extends z.ZodMiniType>(
  log: Log,
  schema: S,
  react: (message: z.output<S>) => Promise<unknown>,
) {
  const one = async (body: string) => react(schema.parse(JSON.parse(body)))
  return middy<SQSEvent, SQSBatchResponse>(endedByLambda)
    .use(failureLog(log))
    .handler(async event => {
      const results = await Promise.allSettled(event.Records.map(record => one(record.body)))
      const batchItemFailures = results.flatMap((result, i) => {
        const record = event.Records[i]
        if (result.status === 'fulfilled' || !record) return []
        log.error('A message failed and comes again', {
          messageId: record.messageId,
          reason: describeError(result.reason),
        })
        return [{ itemIdentifier: record.messageId }]
      })
      return { batchItemFailures }
    })
}
