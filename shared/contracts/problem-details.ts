import * as z from 'zod/mini'

/** The body of an error response for programs: `application/problem+json` (RFC 9457). */
export const ProblemDetails = z.object({
  type: z.string().check(z.describe('`about:blank`: the status says what kind of problem it is.')),
  title: z.string(),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  detail: z.string(),
  errors: z
    .optional(z.array(z.object({ field: z.string(), message: z.string() })))
    .check(z.describe('What is wrong with each field, and what to do about it.')),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
