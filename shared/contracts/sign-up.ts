import * as z from 'zod/mini'
import { JourneyId } from '../domain/ids.ts'
import { partsOfDay, type SignUpPreference, weekdays } from '../domain/preferences.ts'
import { sectors } from '../domain/sectors.ts'
import { EmailAddress } from './email-address.ts'
import { type Form, fieldOf, listOf } from './form.ts'
import type { FormProblem } from './form-problems.ts'
import { InvitationId } from './invitation.ts'
import { hasNoAddress, isName } from './plain-words.ts'

/** A line without control characters, directional formatting, replacement characters and lone surrogates. */
const line = /^[^\p{Cc}\p{Cs}\ufffd\u202a-\u202e\u2066-\u2069]*$/u

const lineOfText = (longest: number, of: 'first-name' | 'role', fits: (text: string) => boolean) => {
  const problem: FormProblem = `${of}-wrong`
  return z.string(problem).check(
    z.trim(),
    z.maxLength(longest, { error: `${of}-long` satisfies FormProblem, abort: true }),
    z.regex(line, problem),
    z.refine(text => text === '' || fits(text), problem),
  )
}

/** The ticked days and parts of the day. */
export const preferredTimes = {
  days: z.optional(
    z
      .array(z.enum(weekdays, 'days-wrong'), 'days-wrong')
      .check(z.minLength(1, 'days-wrong'), z.maxLength(7, 'days-wrong')),
  ),
  parts: z.optional(
    z
      .array(z.enum(partsOfDay, 'parts-wrong'), 'parts-wrong')
      .check(z.minLength(1, 'parts-wrong'), z.maxLength(4, 'parts-wrong')),
  ),
} satisfies Readonly<Record<SignUpPreference, z.ZodMiniType>>

/** The preferred times in a posted form. */
export const preferredTimesIn = (form: Form): Readonly<Record<SignUpPreference, unknown>> => ({
  days: listOf(form, 'days'),
  parts: listOf(form, 'parts'),
})

/** What people may say about themselves. */
export const details = {
  firstName: z.optional(lineOfText(60, 'first-name', isName)),
  sector: z.optional(z.enum(sectors, 'sector-unknown')),
  role: z
    .optional(lineOfText(120, 'role', hasNoAddress))
    .check(z.describe('In the own words of the person.')),
}

/** The token of the link by which the person came. One that cannot be stored counts as absent. */
export const typedToken = z.catch(
  z.optional(
    z.string().check(
      z.maxLength(2000),
      z.refine(text => text.isWellFormed()),
    ),
  ),
  undefined,
)

/** A sign-up, from a form or as JSON. Each message is a `FormProblem`. */
export const SignUpRequest = z
  .object(
    {
      email: EmailAddress.check(z.describe('Where the modules go. ASCII before the @.')),
      ...details,
      ...preferredTimes,
      journey: z
        .optional(
          z
            .string('journey-unknown')
            .check(z.refine(id => JourneyId.safeParse(id).success, 'journey-unknown')),
        )
        .check(z.describe('The journey to join; the default journey if absent.')),
      consent: z
        .union([z.literal(true), z.literal('yes')], 'consent-missing')
        .check(z.describe('That the person agreed to the wording shown: never ticked beforehand.')),
      consentVersion: z
        .string('consent-unknown')
        .check(z.regex(/^[a-z0-9.-]{1,40}$/, 'consent-unknown'), z.describe('Which wording was shown.')),
      return: z
        .optional(
          z.string('return-refused').check(
            z.refine(text => text.isWellFormed(), 'return-refused'),
            // Normalised, because it is used in a header: no line break survives.
            z.url({ protocol: /^https?$/, normalize: true, error: 'return-refused' }),
            z.maxLength(2000, 'return-refused'),
          ),
        )
        .check(z.describe('Where a form on an allowed website sends people afterwards.')),
      link: typedToken.check(
        z.describe(
          'The token of any link from an email to this address: so its owner is not held up by others who typed it. One that will not do counts as absent.',
        ),
      ),
      invitation: z
        .catch(z.optional(InvitationId), undefined)
        .check(
          z.describe(
            'The name in the link of somebody who takes part, by which they came. One that will not do counts as absent.',
          ),
        ),
      website: z
        .optional(z.string('trap-filled').check(z.maxLength(0, 'trap-filled')))
        .check(z.describe('Stays empty: a trap for programs.')),
    },
    'not-fields',
  )
  .check(z.describe('An optional field may also be null or empty: it then counts as absent.'))
export type SignUpRequest = z.infer<typeof SignUpRequest>

const isNothing = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '')

const isBlank = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isNothing) : isNothing(value)

/** Converts a sign-up sent as JSON to the schema's input. Null and empty values count as absent, as in a form. */
export const signUpJson = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
    ? Object.fromEntries(Object.entries(json).filter(([, value]) => !isBlank(value)))
    : json

/**
 * Converts a posted sign-up form to the schema's input. Blank fields count as absent, because browsers send all of
 * them.
 */
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
    'link',
    'invitation',
    'website',
  ]
  return {
    ...Object.fromEntries(single.map(name => [name, fieldOf(form, name)])),
    ...preferredTimesIn(form),
  }
}

/** The answer to every accepted sign-up, whether or not the address is known. */
export const SignUpAnswer = z.object({
  status: z.literal('check-your-inbox'),
  message: z.string(),
})
export type SignUpAnswer = z.infer<typeof SignUpAnswer>
