import * as z from 'zod/mini'

/** Those of “my journey”. */
export const journeyNotices = [
  'times-saved',
  'paused',
  'resumed',
  /** The journey was over, so there was nothing to pause or to go on with. */
  'journey-over',
  'journey-left',
  'private-link-mailed',
  /** What became of the wish for the next module. */
  'next-now',
  'next-later',
  'next-on-its-way',
  'next-is-here',
  'next-at-rest',
  'next-on-a-break',
  'next-none',
] as const
/** One of them. */
export type JourneyNotice = (typeof journeyNotices)[number]

/** What was just done with a text. */
export const reflectionNotices = [
  'text-kept',
  'text-gone',
  'excerpt-shared',
  'excerpt-taken-back',
  'redaction-agreed',
] as const
export type ReflectionNotice = (typeof reflectionNotices)[number]

/** What a reader said of a voice. */
export const readerNotices = ['voice-thanked', 'voice-reported', 'voice-hidden'] as const
export type ReaderNotice = (typeof readerNotices)[number]

/** What a press on the page of a module did; `tried-told`: they said whether they tried what it asks. */
export type ModuleNotice = 'resumed' | 'tried-told' | 'text-kept' | ReaderNotice

/** What was just done with a round of circles. */
export const roundNotices = ['round-joined', 'round-left'] as const
export type RoundNotice = (typeof roundNotices)[number]

/** What was just done with the link by which somebody brings colleagues. */
export const invitationNotices = ['invitation-made', 'invitation-stopped'] as const
export type InvitationNotice = (typeof invitationNotices)[number]

/** What was just said to a proposal, or done in a circle. */
export const groupNotices = [
  'said-yes',
  'said-no',
  'met-told',
  /** They met, and this press said no more than that. */
  'met-noted',
  'hosting-passed',
  'kept-apart',
  'apart-undone',
  'circle-left',
  'circle-reported',
] as const
export type GroupNotice = (typeof groupNotices)[number]

/**
 * What a press did, as the page that a browser is sent on to may say for some minutes. It is signed, so that no address
 * makes a page say what did not happen.
 */
const notices = [
  ...journeyNotices,
  /** Another journey was joined. */
  'joined',
  /** Of what they say of themselves something is another, or no more. */
  'details-saved',
  /** All of it was so before. */
  'details-same',
  /** A new email for a sign-up whose link had run out was asked for. */
  'confirmation-asked',
  /** What was done with a text, or said of a voice. */
  ...reflectionNotices,
  ...readerNotices,
  'tried-told',
  ...roundNotices,
  ...groupNotices,
  ...invitationNotices,
  'erased',
  /** Somebody had erased themselves before. */
  'erased-before',
] as const
export const Notice = z.enum(notices)
export type Notice = z.infer<typeof Notice>
