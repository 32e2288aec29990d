import * as z from 'zod/mini'

/** The emails about a sign-up itself, outside any journey. */
export const AccountEmailKind = z.enum([
  'confirm',
  'already-with-us',
  'private-link',
  'confirm-address',
  'address-changed',
])
export type AccountEmailKind = z.infer<typeof AccountEmailKind>
