import * as z from 'zod/mini'
import { accountEmailKinds, circleLetterKinds, plannedEmailKinds } from './email-kind-groups.ts'
import { JourneyId, ModuleId } from './ids.ts'

const ofJourney = {
  id: z.string(),
  journeyId: JourneyId,
  /** How many emails this enrolment had before. It distinguishes a repeated email. */
  occurrence: z.int(),
}
const PlannedEmail = z.object({ ...ofJourney, kind: z.enum(plannedEmailKinds), moduleId: ModuleId })
export type PlannedEmail = z.infer<typeof PlannedEmail>

/** Kinds of letters to one of a group, as they are stored. */
export const CircleLetterKind = z.enum(circleLetterKinds)
const CircleEmail = z.object({ ...ofJourney, kind: CircleLetterKind, group: z.string() })
export type CircleEmail = z.infer<typeof CircleEmail>

/** An email of a journey. Its id follows from these fields, so the same decision gives the same id. */
export const JourneyEmail = z.union([PlannedEmail, CircleEmail])
export type JourneyEmail = z.infer<typeof JourneyEmail>

/** Kinds of account emails, as they are stored. */
export const AccountEmailKind = z.enum(accountEmailKinds)

/** An email about the sign-up itself. */
export const AccountEmail = z.object({
  id: z.string(),
  kind: AccountEmailKind,
  /** How many account emails this person had before. */
  occurrence: z.int(),
})
export type AccountEmail = z.infer<typeof AccountEmail>

/** Any email that may be in flight to a learner. */
export type Email = JourneyEmail | AccountEmail

/** Whether an email is one of a journey; otherwise it is an account email. */
export const isOfJourney = (email: Email): email is JourneyEmail => 'journeyId' in email

/** Whether an email is a letter to one of a group. */
export const isOfGroup = (email: Email): email is CircleEmail => 'group' in email

/** The journey that an email belongs to; undefined for an account email. */
export const journeyOf = (email: Email): JourneyId | undefined =>
  isOfJourney(email) ? email.journeyId : undefined
