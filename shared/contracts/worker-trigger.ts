import * as z from 'zod/mini'

/** The payload with which deliver-due starts another worker: the worker's shards of the due index. */
export const WorkerTrigger = z.object({
  kind: z.literal('worker'),
  shards: z.array(z.int().check(z.minimum(0))).check(z.minLength(1)),
})
export type WorkerTrigger = z.infer<typeof WorkerTrigger>
