import * as z from 'zod/mini'

/** The random name of an invitation link: 80 bits. */
export const InvitationId = z.string().check(z.regex(/^[0-9a-z]{16}$/))
export type InvitationId = z.infer<typeof InvitationId>

/** In groups of four, which are easier to read and type. */
const inGroups = (id: InvitationId): string => id.match(/.{4}/g)?.join('-') ?? id

/** The path of an invitation link. It contains nothing but the random name. */
export const invitationPath = (id: InvitationId): string => `/invited/${inGroups(id)}`

/**
 * Parses the name in an address or a form.
 * @returns undefined if it cannot be one.
 */
export function invitationIdIn(typed: string | undefined): InvitationId | undefined {
  const { data } = InvitationId.safeParse(typed?.replaceAll('-', '').trim().toLowerCase())
  return data
}
