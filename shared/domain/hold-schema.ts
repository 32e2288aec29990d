import * as z from 'zod/mini'

/*
 * The stored shape of holds. Kept apart from the functions on holds, because building schemas takes much of a cold
 * start and few functions read holds.
 */

const instant = z.int()

const about = {
  /** The start of the hold; absent if it was set by hand or could not be recorded. */
  since: z.optional(instant),
  /** An operator's reason, or the cause as SES named it. */
  why: z.optional(z.string()),
}
const byOperator = { ...about, who: z.optional(z.string()) }

/** When the allowance last let an email out. */
const usedAt = z.optional(instant)

const journeyScope = z.object({ is: z.literal('journey'), journeyId: z.string() })

/** A hold that an operator has set. */
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

/** SES accepts nothing from this account. */
export const AccountFaultHold = z.object({
  by: z.literal('account-fault'),
  scope: z.object({ is: z.literal('delivery') }),
  ...about,
  why: z.string(),
  usedAt,
})

/** SES could not deliver emails because of the content of a version. */
export const Breaker = z.object({
  by: z.literal('breaker'),
  scope: z.object({ is: z.literal('version'), journeyId: z.string(), version: z.int() }),
  ...about,
  failures: z._default(z.int(), 0),
  usedAt,
  /** SES reported that it rendered and sent the last probe. */
  seen: z._default(z.boolean(), false),
  /** SES accepted the last probe and failed to deliver it. */
  failed: z._default(z.boolean(), false),
})

/** A version goes to a few people first and then waits for an operator. */
export const Canary = z.object({
  by: z.literal('canary'),
  scope: journeyScope,
  ...byOperator,
  version: z.int(),
  /** The version that was current before the canary, to roll back to. */
  before: z.optional(z.int()),
  /** The number of its emails that may be sent. */
  emails: z.int(),
  /** How many of them may still go out. At 0 the journey is held. */
  left: z.int(),
  usedAt,
})

/** A hold: its scope, who or what set it, since when, why, and its allowance. */
export const Hold = z.discriminatedUnion('by', [OperatorHold, AccountFaultHold, Breaker, Canary])
