import * as z from 'zod'
import { JourneyId } from '../domain/ids.ts'
import { partsOfDay, weekdays } from '../domain/preferences.ts'
import { sectors } from '../domain/sectors.ts'
import { EmailAddress } from './email-address.ts'
import { type Form, fieldOf, listOf } from './form.ts'
import type { FormProblem } from './form-problems.ts'

/** Control characters, and those that turn the direction of writing, have no place in a line of text. */
const line = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u

const lineOfText = (longest: number, problem: FormProblem) =>
  z.string(problem).trim().max(longest, problem).regex(line, problem)

/** Days and parts of the day that somebody ticked. */
export const preferredTimes = {
  days: z
    .array(z.enum(weekdays, 'days-wrong'), 'days-wrong')
    .min(1, 'days-wrong')
    .max(7, 'days-wrong')
    .optional(),
  parts: z
    .array(z.enum(partsOfDay, 'parts-wrong'), 'parts-wrong')
    .min(1, 'parts-wrong')
    .max(4, 'parts-wrong')
    .optional(),
}

/** What signs somebody up, from a form or as JSON. Each message is a `FormProblem`. */
export const SignUpRequest = z.object(
  {
    email: EmailAddress.meta({ description: 'Where the modules go. ASCII before the @.' }),
    firstName: lineOfText(60, 'first-name-wrong').optional(),
    sector: z.enum(sectors, 'sector-unknown').optional(),
    role: lineOfText(120, 'role-wrong').optional().meta({ description: 'In the own words of the person.' }),
    ...preferredTimes,
    journey: z
      .string('journey-unknown')
      .refine(id => JourneyId.safeParse(id).success, 'journey-unknown')
      .optional()
      .meta({ description: 'The journey to join; the default journey if absent.' }),
    consent: z
      .union([z.literal(true), z.literal('yes')], 'consent-missing')
      .meta({ description: 'That the person agreed to the wording shown: never ticked beforehand.' }),
    consentVersion: z
      .string('consent-unknown')
      .regex(/^[a-z0-9.-]{1,40}$/, 'consent-unknown')
      .meta({ description: 'Which wording was shown.' }),
    return: z
      // Normalised, because it goes into a header: no line break in it survives.
      .url({ protocol: /^https?$/, normalize: true, error: 'return-refused' })
      .max(2000, 'return-refused')
      .optional()
      .meta({ description: 'Where a form on an allowed website sends people afterwards.' }),
    website: z
      .string('trap-filled')
      .max(0, 'trap-filled')
      .optional()
      .meta({ description: 'Stays empty: a trap for programs.' }),
  },
  'not-fields',
)
export type SignUpRequest = z.infer<typeof SignUpRequest>

/** A posted sign-up form as the schema reads it. A blank field counts as absent, as browsers send all of them. */
export function signUpFields(form: Form): Record<string, unknown> {
  const single = [
    'email',
    'firstName',
    'sector',
    'role',
    'journey',
    'consent',
    'consentVersion',
    'return',
    'website',
  ]
  return {
    ...Object.fromEntries(single.map(name => [name, fieldOf(form, name)])),
    days: listOf(form, 'days'),
    parts: listOf(form, 'parts'),
  }
}

/** The answer to every sign-up that was taken in, whether the address is known already or not. */
export const SignUpAnswer = z.object({
  status: z.literal('check-your-inbox'),
  message: z.string(),
})
export type SignUpAnswer = z.infer<typeof SignUpAnswer>
