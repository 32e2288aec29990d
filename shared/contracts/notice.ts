import * as z from 'zod/mini'

/** Notices on “my journey”. */
export const journeyNotices = [
  'times-saved',
  'paused',
  'resumed',
  /** The journey is over, so it cannot be paused or resumed. */
  'journey-over',
  'journey-left',
  'private-link-mailed',
  /** Outcomes of asking for the next module. */
  'next-now',
  'next-later',
  'next-on-its-way',
  'next-is-here',
  'next-at-rest',
  'next-on-a-break',
  'next-none',
] as const
/** The name of a notice. */
export type JourneyNotice = (typeof journeyNotices)[number]

/** Notices about a text. */
export const reflectionNotices = [
  'text-kept',
  'text-gone',
  'excerpt-shared',
  'excerpt-taken-back',
  'redaction-agreed',
] as const
export type ReflectionNotice = (typeof reflectionNotices)[number]

/** Notices about a voice, for its reader. */
export const readerNotices = ['voice-thanked', 'voice-reported', 'voice-hidden'] as const
export type ReaderNotice = (typeof readerNotices)[number]

/** Notices on the page of a module. `tried-told`: the learner said whether they tried what it asks. */
export type ModuleNotice = 'resumed' | 'tried-told' | 'text-kept' | ReaderNotice

/** Notices about a round. */
export const roundNotices = ['round-joined', 'round-left'] as const
export type RoundNotice = (typeof roundNotices)[number]

/** Notices about the learner's invitation link. */
export const invitationNotices = ['invitation-made', 'invitation-stopped'] as const
export type InvitationNotice = (typeof invitationNotices)[number]

/** Notices on the page of a group. */
export const groupNotices = [
  'said-yes',
  'said-no',
  'met-told',
  /** The learner said that they met, and nothing else. */
  'met-noted',
  'hosting-passed',
  'kept-apart',
  'apart-undone',
  'circle-left',
  'circle-reported',
] as const
export type GroupNotice = (typeof groupNotices)[number]

/**
 * The result of a press, which the next page shows for some minutes. It is signed, so that no address can make a page
 * claim something that did not happen.
 */
const notices = [
  ...journeyNotices,
  /** Another journey was joined. */
  'joined',
  /** A detail was changed or deleted. */
  'details-saved',
  /** Nothing changed. */
  'details-same',
  /** A new email was requested for a sign-up whose link had expired. */
  'confirmation-asked',
  /** About a text or a voice. */
  ...reflectionNotices,
  ...readerNotices,
  'tried-told',
  ...roundNotices,
  ...groupNotices,
  ...invitationNotices,
  'erased',
  /** The person had been erased before. */
  'erased-before',
] as const
export const Notice = z.enum(notices)
export type Notice = z.infer<typeof Notice>
