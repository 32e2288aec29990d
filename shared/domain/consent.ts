import * as z from 'zod'

/** Which wording somebody agreed to, and through which door. */
export const Consent = z.object({
  wording: z.string().max(40),
  mechanism: z.enum(['page', 'embedded-form', 'api', 'import']),
  /** With `import`: when and how it was given elsewhere. */
  given: z.object({ at: z.int().min(0), how: z.string().max(120) }).optional(),
})
export type Consent = z.infer<typeof Consent>
