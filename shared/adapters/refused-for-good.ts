/** Something that will not be taken however often it is asked for. */
export class RefusedForGood extends Error {
  override name = 'RefusedForGood'
}

/** Whether no second try mends this: ours, or AWS's word for a request that is wrong in itself (an entry too large). */
export const isForGood = (error: unknown): error is Error =>
  error instanceof Error && ['RefusedForGood', 'ValidationException'].includes(error.name)
