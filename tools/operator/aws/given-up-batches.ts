import * as z from 'zod'
import type { DeadLetterQueues, RawDeadLetter } from '../dead-letters/queues.ts'
import type { Objects } from './objects.ts'

/**
 * EventBridge events reference, "Object Created" of S3: the message that the rule in
 * infra/service/given-up-batches.ts sends to the queue.
 */
const Created = z.object({
  source: z.literal('aws.s3'),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
})

function objectOf(body: string): RawDeadLetter['object'] {
  try {
    const { bucket, object } = Created.parse(JSON.parse(body)).detail
    return { bucket: bucket.name, key: object.key }
  } catch {
    return undefined
  }
}

/**
 * Dead-letter queues whose letters may only refer to an object in a bucket. Each is returned with the object's
 * content, and the object is deleted with it.
 * @param objects loaded with the first such letter.
 */
export function withBatchesOfBucket(
  queues: DeadLetterQueues,
  objects: () => Promise<Objects>,
): DeadLetterQueues {
  const whole = async (letter: RawDeadLetter): Promise<RawDeadLetter> => {
    const object = objectOf(letter.body)
    const body = object && (await (await objects()).read(object))
    return object === undefined || body === undefined ? letter : { ...letter, body, object }
  }
  return {
    ...queues,
    take: async (name, hiddenSeconds) => Promise.all((await queues.take(name, hiddenSeconds)).map(whole)),
    async remove(name, letters) {
      for (const { object } of letters) if (object) await (await objects()).remove(object)
      await queues.remove(name, letters)
    },
  }
}
