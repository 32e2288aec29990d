import * as z from 'zod/mini'

/** Answers to whether a learner tried what a module asked. */
export const tryAnswers = ['yes', 'not-yet', 'not-for-me'] as const
export const TryAnswer = z.enum(tryAnswers)
export type TryAnswer = z.infer<typeof TryAnswer>
