import * as z from 'zod/mini'

/** The wording that a person agreed to, and how they reached it. */
export const Consent = z.object({
  wording: z.string().check(z.maxLength(40)),
  mechanism: z.enum(['page', 'embedded-form', 'api', 'import']),
  /** With `import`: when and how it was given elsewhere. */
  given: z.optional(z.object({ at: z.int().check(z.minimum(0)), how: z.string().check(z.maxLength(120)) })),
})
export type Consent = z.infer<typeof Consent>
