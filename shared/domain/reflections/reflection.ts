import * as z from 'zod/mini'
import { day } from '../duration.ts'
import { hashOf } from '../hash.ts'
import { Epoch, type Instant, JourneyId, LearnerId, ModuleId } from '../ids.ts'
import { Sector } from '../sectors.ts'

/** The longest text under a module's open question, in characters. */
export const reflectionLength = 1000
/** The longest shared excerpt, in characters. */
export const excerptLength = 300
/** How long an excerpt waits to be read, in milliseconds. After that it is private again. */
export const unreadFor = 30 * day
/** How long a text is kept after its writer's last press on it, in milliseconds. */
export const textKeptFor = 365 * day

/** An excerpt's random id, which says nothing about its writer. */
export const VoiceId = z.string().check(z.regex(/^[0-9a-z]{24}$/))
export type VoiceId = z.infer<typeof VoiceId>

/** Why an excerpt is not shown to others. */
export const declineReasons = [
  'identifies-somebody',
  'blames-a-group',
  'case-detail',
  'advertising',
  'off-the-question',
] as const
export const DeclineReason = z.enum(declineReasons)
export type DeclineReason = z.infer<typeof DeclineReason>

/** The version of a module's open question that a text answers: a hash of its wording. */
export const wordingVersion = (reflection: string): string => hashOf(reflection).toString(36)
/** The schema of such a version. */
export const WordingVersion = z.string().check(z.regex(/^[0-9a-z]{1,7}$/))

const excerpt = {
  voice: VoiceId,
  excerpt: z.string().check(z.minLength(1), z.maxLength(excerptLength)),
  /** When its writer shared it. */
  at: z.int(),
  sector: z.optional(Sector),
  /** It contains words of risk and is read before all others. */
  atRisk: z.optional(z.literal(true)),
  /** Its writer also wants it on the public page. */
  isPublic: z.optional(z.literal(true)),
}

/** The state of an excerpt. Only an approved one is visible to others. */
export const Sharing = z.discriminatedUnion('is', [
  z.object({ is: z.literal('private') }),
  /** Waits for a moderator. */
  z.object({ is: z.literal('shared'), ...excerpt }),
  z.object({ is: z.literal('approved'), ...excerpt }),
  z.object({ is: z.literal('declined'), ...excerpt, reason: DeclineReason }),
  /** A moderator proposes this text instead, if the writer agrees. */
  z.object({ is: z.literal('redaction-proposed'), ...excerpt, proposal: excerpt.excerpt }),
  /** Readers reported it. Hidden until a moderator has looked. */
  z.object({ is: z.literal('reported'), ...excerpt, reportedAt: z.int() }),
  /** Not shown, and passed on to the person responsible. */
  z.object({ is: z.literal('escalated'), ...excerpt }),
])
export type Sharing = z.infer<typeof Sharing>
/** A reflection with an excerpt. */
export type Excerpted = Exclude<Sharing, { is: 'private' }>

/** A learner's text under a module's open question, and the excerpt shared from it. */
export const Reflection = z.object({
  learnerId: LearnerId,
  epoch: Epoch,
  journeyId: JourneyId,
  moduleId: ModuleId,
  wording: WordingVersion,
  text: z.string().check(z.minLength(1), z.maxLength(reflectionLength)),
  /** When its writer last pressed anything about it. */
  pressedAt: z.int(),
  sharing: Sharing,
  /** How often a moderator has declined an excerpt of it. */
  declined: z.optional(z.int()),
})
export type Reflection = z.infer<typeof Reflection>

/** Whether a text is kept at this moment. */
export const isKept = ({ pressedAt }: Reflection, now: Instant): boolean => now < pressedAt + textKeptFor

/** Since when an excerpt waits for a moderator; undefined if it does not. */
export function waitsSince({ sharing }: Pick<Reflection, 'sharing'>): Instant | undefined {
  if (sharing.is === 'shared') return sharing.at
  return sharing.is === 'reported' ? sharing.reportedAt : undefined
}

/** Whether no moderator read the excerpt in time. It is then private again without a write. */
export function isUnread(reflection: Pick<Reflection, 'sharing'>, now: Instant): boolean {
  const since = waitsSince(reflection)
  return since !== undefined && now >= since + unreadFor
}

const readable = (reflection: Reflection, now: Instant): boolean =>
  waitsSince(reflection) !== undefined && !isUnread(reflection, now)

/** The fields that all states with an excerpt share. */
const bare = ({ voice, excerpt, at, sector, atRisk, isPublic }: Excerpted) => ({
  voice,
  excerpt,
  at,
  ...(sector && { sector }),
  ...(atRisk && { atRisk }),
  ...(isPublic && { isPublic }),
})

/** A newly shared excerpt. */
export interface NewExcerpt {
  voice: VoiceId
  excerpt: string
  sector?: Sector | undefined
  atRisk: boolean
  isPublic: boolean
}

/**
 * Shares an excerpt.
 * @returns undefined if another one waits or is shown; it has to be withdrawn first.
 */
export function share(
  reflection: Reflection,
  { voice, excerpt, sector, atRisk, isPublic }: NewExcerpt,
  at: Instant,
): Reflection | undefined {
  const { is } = reflection.sharing
  const isFree = is === 'private' || is === 'declined' || isUnread(reflection, at)
  if (!isFree) return undefined
  const shared = {
    voice,
    excerpt,
    at,
    ...(sector && { sector }),
    ...(atRisk && { atRisk: true as const }),
    ...(isPublic && { isPublic: true as const }),
  }
  return { ...reflection, pressedAt: at, sharing: { is: 'shared', ...shared } }
}

/** Withdraws the excerpt, whatever its state. */
export const withdraw = (reflection: Reflection, at: Instant): Reflection => ({
  ...reflection,
  pressedAt: at,
  sharing: { is: 'private' },
})

/** Changes the text and leaves the excerpt as it is. */
export const rewrite = (reflection: Reflection, text: string, at: Instant): Reflection => ({
  ...reflection,
  pressedAt: at,
  text,
})

/** A moderator's decision about an excerpt. */
export type Verdict =
  | { is: 'approve' }
  | { is: 'decline'; reason: DeclineReason }
  | { is: 'redact'; proposal: string }
  | { is: 'escalate' }

/**
 * Applies a moderator's decision.
 * @returns undefined if nothing waits to be read any more.
 */
export function judge(reflection: Reflection, verdict: Verdict, now: Instant): Reflection | undefined {
  if (!readable(reflection, now)) return undefined
  const waiting = bare(reflection.sharing as Excerpted)
  const { declined = 0 } = reflection
  return {
    ...reflection,
    sharing: judged(waiting, verdict),
    ...(verdict.is === 'decline' && { declined: declined + 1 }),
  }
}

function judged(waiting: ReturnType<typeof bare>, verdict: Verdict): Sharing {
  switch (verdict.is) {
    case 'approve':
      return { is: 'approved', ...waiting }
    case 'decline':
      return { is: 'declined', ...waiting, reason: verdict.reason }
    case 'redact':
      return { is: 'redaction-proposed', ...waiting, proposal: verdict.proposal }
    case 'escalate':
      return { is: 'escalated', ...waiting }
  }
}

/** The writer accepts a moderator's proposal, which then waits for approval like any excerpt. */
export function agree(reflection: Reflection, at: Instant): Reflection | undefined {
  const { sharing } = reflection
  if (sharing.is !== 'redaction-proposed') return undefined
  const shared = { ...bare(sharing), excerpt: sharing.proposal, at }
  return { ...reflection, pressedAt: at, sharing: { is: 'shared', ...shared } }
}

/** Hides an approved excerpt after readers' reports, until a moderator has looked. */
export function hide(reflection: Reflection, at: Instant): Reflection | undefined {
  const { sharing } = reflection
  if (sharing.is !== 'approved') return undefined
  return { ...reflection, sharing: { is: 'reported', ...bare(sharing), reportedAt: at } }
}

/** The id of the excerpt, where there is one. */
export const voiceOf = ({ sharing }: Pick<Reflection, 'sharing'>): VoiceId | undefined =>
  sharing.is === 'private' ? undefined : sharing.voice
