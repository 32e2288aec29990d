import * as z from 'zod/mini'

/** What is known of a person and is nobody else's business: never in facts, events or logs. */
export const Details = z.object({
  email: z.string(),
  addressHash: z.string(),
  firstName: z.optional(z.string()),
  role: z.optional(z.string()),
  /** A new address that waits for its confirmation. */
  newEmail: z.optional(z.string()),
  newAddressHash: z.optional(z.string()),
})
export type Details = z.infer<typeof Details>

/**
 * The personal data of somebody who gave these.
 * @param addressHash the keyed hash of the normalised address.
 */
export function newDetails(
  given: { email: string; firstName?: string | undefined; role?: string | undefined },
  addressHash: string,
): Details {
  const { email, firstName, role } = given
  return { email, addressHash, ...(firstName && { firstName }), ...(role && { role }) }
}
