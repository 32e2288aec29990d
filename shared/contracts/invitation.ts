import * as z from 'zod/mini'

/** What names the link by which somebody brings colleagues: 80 random bits. */
export const InvitationId = z.string().check(z.regex(/^[0-9a-z]{16}$/))
export type InvitationId = z.infer<typeof InvitationId>

/** In groups of four, as people read it and type it. */
const inGroups = (id: InvitationId): string => id.match(/.{4}/g)?.join('-') ?? id

/** Where such a link leads. It has nothing in it but its random name. */
export const invitationPath = (id: InvitationId): string => `/invited/${inGroups(id)}`

/**
 * The name in what stands in an address or a form: anything.
 * @returns undefined where it cannot be one.
 */
export function invitationIdIn(typed: string | undefined): InvitationId | undefined {
  const { data } = InvitationId.safeParse(typed?.replaceAll('-', '').trim().toLowerCase())
  return data
}
