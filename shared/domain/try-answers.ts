import * as z from 'zod/mini'

/** What somebody says of the small thing that a module asks them to try. */
export const tryAnswers = ['yes', 'not-yet', 'not-for-me'] as const
export const TryAnswer = z.enum(tryAnswers)
export type TryAnswer = z.infer<typeof TryAnswer>
