import * as z from 'zod/mini'
import { EmailAddress } from './email-address.ts'
import { type Form, fieldOf } from './form.ts'
import { typedToken } from './sign-up.ts'

/** The wish for a private link to an address. Each message is a `FormProblem`. */
export const FindMeRequest = z.object({
  email: EmailAddress,
  /** The token of a link from an email to this address. One that will not do counts as absent. */
  link: typedToken,
})

/** A posted form as the schema reads it. */
export const findMeFields = (form: Form): Record<string, unknown> => ({
  email: fieldOf(form, 'email'),
  link: fieldOf(form, 'link'),
})
