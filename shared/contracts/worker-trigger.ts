import * as z from 'zod/mini'

/** What deliver-due starts another worker of its own with: the shards of the due index that are this worker's. */
export const WorkerTrigger = z.object({
  kind: z.literal('worker'),
  shards: z.array(z.int().check(z.minimum(0))).check(z.minLength(1)),
})
export type WorkerTrigger = z.infer<typeof WorkerTrigger>
