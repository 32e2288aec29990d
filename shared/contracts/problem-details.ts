import * as z from 'zod'

/** How a refusal is told to programs: `application/problem+json` (RFC 9457). */
export const ProblemDetails = z.object({
  type: z.string().meta({ description: '`about:blank`: the status says what kind of problem it is.' }),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'What is wrong with each field, and what to do about it.' }),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
