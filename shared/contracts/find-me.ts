import * as z from 'zod/mini'
import { EmailAddress } from './email-address.ts'
import { type Form, fieldOf } from './form.ts'
import { typedToken } from './sign-up.ts'

/** The form that asks for a private link. Each message is a `FormProblem`. */
export const FindMeRequest = z.object({
  email: EmailAddress,
  /** The token of a link from an email to this address. A malformed one counts as absent. */
  link: typedToken,
})

/** Converts a posted form to the schema's input. */
export const findMeFields = (form: Form): Record<string, unknown> => ({
  email: fieldOf(form, 'email'),
  link: fieldOf(form, 'link'),
})
