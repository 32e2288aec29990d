import * as z from 'zod/mini'
import { type Form, fieldOf } from './form.ts'
import { details, preferredTimes, preferredTimesIn } from './sign-up.ts'

/** What is said about oneself after the sign-up. */
export const DetailsRequest = z.object({ ...details, ...preferredTimes })
export type DetailsRequest = z.infer<typeof DetailsRequest>

const detailNames = ['sector', 'firstName', 'role'] as const

/** A hidden field of the form that asks for times: boxes of which none is ticked are not sent. */
export const timesShown = 'times'

/** A form posted there as the schema reads it. */
export const detailsFields = (form: Form): Record<string, unknown> => ({
  ...Object.fromEntries(detailNames.map(name => [name, fieldOf(form, name)])),
  ...preferredTimesIn(form),
})

/** Whether a posted form asks for it: blank, it is said no more; what is not in the form stays as it is. */
export const isAskedIn = (form: Form, name: (typeof detailNames)[number]): boolean => form[name] !== undefined

/** The same for times. */
export const areTimesAskedIn = (form: Form): boolean =>
  form[timesShown] !== undefined || Object.values(preferredTimesIn(form)).some(value => value !== undefined)
