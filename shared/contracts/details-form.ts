import * as z from 'zod/mini'
import { type Form, fieldOf } from './form.ts'
import { details, preferredTimes, preferredTimesIn } from './sign-up.ts'

/** What is said about oneself after the sign-up, each by a press of its own. Left blank, it is said no more. */
export const DetailsRequest = z.discriminatedUnion(
  'action',
  [
    z.object({ action: z.literal('sector'), sector: details.sector }),
    z.object({ action: z.literal('firstName'), firstName: details.firstName }),
    z.object({ action: z.literal('role'), role: details.role }),
    z.object({ action: z.literal('times'), ...preferredTimes }),
  ],
  'action-unknown',
)
export type DetailsRequest = z.infer<typeof DetailsRequest>
/** The name of a button on the page. */
export type DetailsAction = DetailsRequest['action']

/** A form posted there as the schema reads it. */
export const detailsFields = (form: Form): Record<string, unknown> => ({
  ...Object.fromEntries(['action', 'sector', 'firstName', 'role'].map(name => [name, fieldOf(form, name)])),
  ...preferredTimesIn(form),
})
