import * as z from 'zod/mini'
import { type Form, fieldOf } from './form.ts'
import { details, preferredTimes, preferredTimesIn } from './sign-up.ts'

/** What a learner says about themselves after the sign-up. */
export const DetailsRequest = z.object({ ...details, ...preferredTimes })
export type DetailsRequest = z.infer<typeof DetailsRequest>

const detailNames = ['sector', 'firstName', 'role'] as const

/** A hidden field that shows that the form asked for times, because unticked boxes are not sent. */
export const timesShown = 'times'

/** Converts a posted form to the schema's input. */
export const detailsFields = (form: Form): Record<string, unknown> => ({
  ...Object.fromEntries(detailNames.map(name => [name, fieldOf(form, name)])),
  ...preferredTimesIn(form),
})

/** Whether the form asked for this detail. A blank value deletes it; a missing field leaves it as it is. */
export const isAskedIn = (form: Form, name: (typeof detailNames)[number]): boolean => form[name] !== undefined

/** Whether a form asks for times. */
export const areTimesAskedIn = (form: Form): boolean =>
  form[timesShown] !== undefined || Object.values(preferredTimesIn(form)).some(value => value !== undefined)
