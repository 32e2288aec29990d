import * as z from 'zod/mini'

/*
 * Holds as they are stored. Apart from what is asked of them, because making schemas is a good part of what a function
 * starts with, and only a function that reads holds needs these.
 */

const instant = z.int()

const about = {
  /** Since when; absent where it was set by hand, or could not be written down. */
  since: z.optional(instant),
  /** An operator's words, or the cause as SES named it. */
  why: z.optional(z.string()),
}
const byOperator = { ...about, who: z.optional(z.string()) }

/** When an email was last let out by the allowance. */
const usedAt = z.optional(instant)

const journeyScope = z.object({ is: z.literal('journey'), journeyId: z.string() })

export const OperatorHold = z.object({
  by: z.literal('operator'),
  scope: z.discriminatedUnion('is', [
    z.object({ is: z.literal('delivery') }),
    z.object({ is: z.literal('planning') }),
    journeyScope,
    z.object({ is: z.literal('module'), journeyId: z.string(), moduleId: z.string() }),
  ]),
  ...byOperator,
})

/** SES takes nothing from this account. */
export const AccountFaultHold = z.object({
  by: z.literal('account-fault'),
  scope: z.object({ is: z.literal('delivery') }),
  ...about,
  why: z.string(),
  usedAt,
})

/** SES could not deliver emails because of how a version is written. */
export const Breaker = z.object({
  by: z.literal('breaker'),
  scope: z.object({ is: z.literal('version'), journeyId: z.string(), version: z.int() }),
  ...about,
  failures: z._default(z.int(), 0),
  usedAt,
  /** SES has spoken of the last probe as of an email that it had and could write. */
  seen: z._default(z.boolean(), false),
  /** SES took the last probe, and did not deliver it. */
  failed: z._default(z.boolean(), false),
})

/** A version goes to a few people first, and then waits for an operator's word. */
export const Canary = z.object({
  by: z.literal('canary'),
  scope: journeyScope,
  ...byOperator,
  version: z.int(),
  /** The version that was current when the canary was begun, to go back to. */
  before: z.optional(z.int()),
  /** How many emails of it may go out. */
  emails: z.int(),
  /** How many of them still may; at 0 the journey rests. */
  left: z.int(),
  usedAt,
})

/** Something is held back: its scope, by somebody or something, since when, why, and what may go out all the same. */
export const Hold = z.discriminatedUnion('by', [OperatorHold, AccountFaultHold, Breaker, Canary])
