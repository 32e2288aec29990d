import * as z from 'zod/mini'
import { JourneyId, ModuleId } from './ids.ts'
import { LetterKind } from './letter-kind.ts'

/** An email of a journey: deterministic, so that the same decision gives the same id. */
export const JourneyEmail = z.object({
  id: z.string(),
  kind: z.enum(['module', 'reminder', 'paused']),
  journeyId: JourneyId,
  moduleId: ModuleId,
  /** How many emails this enrolment had before: what sets a repeated one apart. */
  occurrence: z.int(),
})
export type JourneyEmail = z.infer<typeof JourneyEmail>

/** An email about the sign-up itself. */
export const LetterEmail = z.object({
  id: z.string(),
  kind: LetterKind,
  /** How many letters this person had before. */
  occurrence: z.int(),
})
export type LetterEmail = z.infer<typeof LetterEmail>

/** Whatever may be on its way to somebody. */
export type Email = JourneyEmail | LetterEmail

/** The journey that an email belongs to; undefined for a letter. */
export const journeyOf = (email: Email): JourneyId | undefined =>
  'journeyId' in email ? email.journeyId : undefined
