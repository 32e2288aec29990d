import * as z from 'zod/mini'
import { day } from '../duration.ts'
import { hashOf } from '../hash.ts'
import { Epoch, type Instant, JourneyId, LearnerId, ModuleId } from '../ids.ts'
import { Sector } from '../sectors.ts'

/** So many characters may be written under a module's open question. */
export const reflectionLength = 1000
/** So many of them may be shared. */
export const excerptLength = 300
/** What nobody has read by then is private again. */
export const unreadFor = 30 * day
/** A text goes so long after its writer's last press on it. */
export const textKeptFor = 365 * day

/** An excerpt's random id, which says nothing about its writer. */
export const VoiceId = z.string().check(z.regex(/^[0-9a-z]{24}$/))
export type VoiceId = z.infer<typeof VoiceId>

/** Why an excerpt is not shown. */
export const declineReasons = [
  'identifies-somebody',
  'blames-a-group',
  'case-detail',
  'advertising',
  'off-the-question',
] as const
export const DeclineReason = z.enum(declineReasons)
export type DeclineReason = z.infer<typeof DeclineReason>

/** Which wording of a module's open question a text answers. */
export const wordingVersion = (reflection: string): string => hashOf(reflection).toString(36)
export const WordingVersion = z.string().check(z.regex(/^[0-9a-z]{1,7}$/))

const excerpt = {
  voice: VoiceId,
  excerpt: z.string().check(z.minLength(1), z.maxLength(excerptLength)),
  /** When its writer shared it. */
  at: z.int(),
  sector: z.optional(Sector),
  /** It has words of risk, and is read before all others. */
  atRisk: z.optional(z.literal(true)),
  /** Its writer wants it on the page for everybody too. */
  isPublic: z.optional(z.literal(true)),
}

/** What becomes of an excerpt. Nobody sees one that is not approved. */
export const Sharing = z.discriminatedUnion('is', [
  z.object({ is: z.literal('private') }),
  /** Waits for a person to read it. */
  z.object({ is: z.literal('shared'), ...excerpt }),
  z.object({ is: z.literal('approved'), ...excerpt }),
  z.object({ is: z.literal('declined'), ...excerpt, reason: DeclineReason }),
  /** A moderator would show this instead, if its writer agrees. */
  z.object({ is: z.literal('redaction-proposed'), ...excerpt, proposal: excerpt.excerpt }),
  /** Readers reported it: hidden until a person has looked. */
  z.object({ is: z.literal('reported'), ...excerpt, reportedAt: z.int() }),
  /** Not shown, and passed on to who is responsible. */
  z.object({ is: z.literal('escalated'), ...excerpt }),
])
export type Sharing = z.infer<typeof Sharing>
/** One that has an excerpt. */
export type Excerpted = Exclude<Sharing, { is: 'private' }>

/** A learner's text to a module's open question, and what they share of it. */
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
  /** How often a person has declined what its writer shared of it. */
  declined: z.optional(z.int()),
})
export type Reflection = z.infer<typeof Reflection>

/** Whether a text is kept at this moment. */
export const isKept = ({ pressedAt }: Reflection, now: Instant): boolean => now < pressedAt + textKeptFor

/** Since when an excerpt waits for a person to read it; undefined where it does not. */
export function waitsSince({ sharing }: Pick<Reflection, 'sharing'>): Instant | undefined {
  if (sharing.is === 'shared') return sharing.at
  return sharing.is === 'reported' ? sharing.reportedAt : undefined
}

/** Whether nobody read it in time, so that it is private again without a write. */
export function isUnread(reflection: Pick<Reflection, 'sharing'>, now: Instant): boolean {
  const since = waitsSince(reflection)
  return since !== undefined && now >= since + unreadFor
}

const readable = (reflection: Reflection, now: Instant): boolean =>
  waitsSince(reflection) !== undefined && !isUnread(reflection, now)

/** Without what a state has of its own. */
const bare = ({ voice, excerpt, at, sector, atRisk, isPublic }: Excerpted) => ({
  voice,
  excerpt,
  at,
  ...(sector && { sector }),
  ...(atRisk && { atRisk }),
  ...(isPublic && { isPublic }),
})

/** What the writer shares anew. */
export interface NewExcerpt {
  voice: VoiceId
  excerpt: string
  sector?: Sector | undefined
  atRisk: boolean
  isPublic: boolean
}

/** Its writer shares an excerpt. @returns undefined while another one waits or is shown: it is withdrawn first. */
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

/** Its writer takes the excerpt back, wherever it stands. */
export const withdraw = (reflection: Reflection, at: Instant): Reflection => ({
  ...reflection,
  pressedAt: at,
  sharing: { is: 'private' },
})

/** Its writer changes the text, and nothing of what they share. */
export const rewrite = (reflection: Reflection, text: string, at: Instant): Reflection => ({
  ...reflection,
  pressedAt: at,
  text,
})

/** What a moderator decides about an excerpt that they have read. */
export type Verdict =
  | { is: 'approve' }
  | { is: 'decline'; reason: DeclineReason }
  | { is: 'redact'; proposal: string }
  | { is: 'escalate' }

/** What a verdict makes of a text. @returns undefined where nothing waits to be read any more. */
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

/** Its writer agrees to what a moderator proposed, which waits to be approved like any other. */
export function agree(reflection: Reflection, at: Instant): Reflection | undefined {
  const { sharing } = reflection
  if (sharing.is !== 'redaction-proposed') return undefined
  const shared = { ...bare(sharing), excerpt: sharing.proposal, at }
  return { ...reflection, pressedAt: at, sharing: { is: 'shared', ...shared } }
}

/** Readers' reports take an approved excerpt off the shelf until a person has looked. */
export function hide(reflection: Reflection, at: Instant): Reflection | undefined {
  const { sharing } = reflection
  if (sharing.is !== 'approved') return undefined
  return { ...reflection, sharing: { is: 'reported', ...bare(sharing), reportedAt: at } }
}

/** The id of the excerpt, where there is one. */
export const voiceOf = ({ sharing }: Pick<Reflection, 'sharing'>): VoiceId | undefined =>
  sharing.is === 'private' ? undefined : sharing.voice
