import * as z from 'zod/mini'
import { JourneyId, ModuleId } from '../ids.ts'

/** A moment as events carry it. */
export const instant = z.int().check(z.minimum(0))

export const ofJourney = { journeyId: JourneyId }
export const ofModule = { journeyId: JourneyId, moduleId: ModuleId }
/** For an email of any kind: absent for an account email. */
export const ofSomeJourney = { journeyId: z.optional(JourneyId) }
/** When the email went out whose link was used. `evolve` counts the event against that link's changes of the day. */
export const mailedAt = { mailedAt: z.optional(instant) }
/** When the enrolment is next due; absent if nothing is left to wait for. */
export const dueAt = { dueAt: z.optional(instant) }
