import * as z from 'zod/mini'

/** A moment, in milliseconds since 1970-01-01T00:00Z. The engine never reads a clock; commands carry the time. */
export type Instant = number

/** A learner's random id: 24 letters and digits, no personal data, safe in URLs, events, logs and SES tags. */
export const LearnerId = z.string().check(z.regex(/^[0-9a-z]{24}$/))
export type LearnerId = z.infer<typeof LearnerId>

/**
 * A random id made at each sign-up. It marks links, events and claims that belong to an earlier sign-up of the same
 * learner.
 */
export const Epoch = z.string().check(z.regex(/^[0-9a-z]{8}$/))
export type Epoch = z.infer<typeof Epoch>

const slug = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens'))

/** A journey's id, which is also its folder's name. `account` is reserved for emails outside any journey. */
export const JourneyId = slug.check(
  z.maxLength(40),
  z.refine(id => id !== 'account', '"account" is a reserved name'),
)
export type JourneyId = z.infer<typeof JourneyId>

/** A module's id, unique in its journey. It must never change, because people's progress is stored by it. */
export const ModuleId = slug.check(z.maxLength(40))
export type ModuleId = z.infer<typeof ModuleId>
