import { minute, week } from './duration.ts'
import { undoPeriod } from './sending-policy.ts'

/**
 * What an email's `{{placeholders}}` may be. SES does not escape, so a value that a person typed comes twice:
 * escaped for HTML and plain for text. Addresses, and a module's position, hold only characters that are safe in both.
 * Lists, such as that of somebody's modules, are made of HTML, or of lines of text; what others said, where there is
 * nothing of it, of nothing.
 * `subject` stands in the subject alone, which is no HTML.
 */
export const placeholders = [
  'greetingHtml',
  'greetingText',
  'position',
  'modulesHtml',
  'modulesText',
  'voicesHtml',
  'voicesText',
  'mirrorHtml',
  'mirrorText',
  'guessesHtml',
  'guessesText',
  'homeUrl',
  'subject',
  'doneUrl',
  'readUrl',
  'confirmUrl',
  'resumeUrl',
  'preferencesUrl',
  'privateUrl',
  'undoUrl',
  'unsubscribeUrl',
  'privacyUrl',
  'reference',
] as const
/** One of them. */
export type Placeholder = (typeof placeholders)[number]

interface Common {
  /** Who gets it: the learner, whoever was typed into the sign-up form, or the address that they change to or from. */
  readonly to: 'learner' | 'asked-address' | 'new-address' | 'old-address'
  /** Account emails go first; those that anybody can cause within a ceiling and a brake, whoever they go to. */
  readonly priority: 'in-turn' | 'first' | 'first-within-ceiling'
  /** What its template may ask for: whatever else stands in one is not published. */
  readonly placeholders: readonly Placeholder[]
  /** How long the link behind its button opens something, in milliseconds. */
  readonly linkLives: number
}

/** An email about a module, whose words are its author's. */
interface OfModule extends Common {
  readonly of: 'journey'
  readonly words: 'of-module'
}

/** An email that each version of a journey has once. */
interface Single extends Common {
  readonly of: 'journey' | 'account'
  /** The name of its words in the texts of a language. */
  readonly words: string
  /** Where its button leads. */
  readonly button: Placeholder
}

/** An email about a sign-up or an address. */
interface OfAccount extends Single {
  readonly of: 'account'
  /** What becomes of one of its kind that waits, when it is asked for once more. */
  readonly askedAgain: 'takes-its-place' | 'goes-beside'
  /** Whether asking for one uses up one of the few links for delicate things of a day. */
  readonly isDelicate: boolean
}

type EmailKindDefinition = OfModule | (Single & { readonly of: 'journey' }) | OfAccount
const asLongAsTheJourney = Number.POSITIVE_INFINITY
const ofMember = ['preferencesUrl', 'unsubscribeUrl', 'privacyUrl'] as const
const greeting = ['greetingHtml', 'greetingText'] as const
/** What somebody guessed about others, once the truth is known. */
const mirror = ['mirrorHtml', 'mirrorText'] as const
const aboutModule = {
  of: 'journey',
  words: 'of-module',
  to: 'learner',
  priority: 'in-turn',
  placeholders: [...greeting, ...mirror, 'position', 'doneUrl', 'readUrl', 'reference', ...ofMember],
  linkLives: asLongAsTheJourney,
} as const
/** Carries the subject under which the module came, so that it can be found. */
const aboutReceived = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'subject'],
} as const

/** Brings what others shared about the module before it. */
const ofNewModule = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'voicesHtml', 'voicesText'],
} as const

/** All kinds of emails, and what the rest of the system has to know of each. What is left out does not compile. */
export const emailKinds = {
  module: ofNewModule,
  reminder: aboutReceived,
  /** Every reminder but the first: the module in one minute. */
  'short-reminder': aboutReceived,
  /** The last word to who stays silent. */
  paused: {
    of: 'journey',
    words: 'paused',
    button: 'resumeUrl',
    to: 'learner',
    priority: 'in-turn',
    placeholders: [...greeting, ...mirror, 'resumeUrl', ...ofMember],
    linkLives: asLongAsTheJourney,
  },
  /** The last one, to who has been through the journey. */
  finished: {
    of: 'journey',
    words: 'finished',
    button: 'homeUrl',
    to: 'learner',
    priority: 'in-turn',
    placeholders: [
      ...greeting,
      'modulesHtml',
      'modulesText',
      'guessesHtml',
      'guessesText',
      'homeUrl',
      ...ofMember,
    ],
    linkLives: asLongAsTheJourney,
  },
  confirm: {
    of: 'account',
    words: 'confirm',
    button: 'confirmUrl',
    to: 'asked-address',
    priority: 'first-within-ceiling',
    placeholders: ['confirmUrl', 'privacyUrl'],
    linkLives: week,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
  /** To who takes part: with its button another journey begins beside theirs. */
  join: {
    of: 'account',
    words: 'join',
    button: 'confirmUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    placeholders: ['confirmUrl', ...ofMember],
    linkLives: week,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
  'already-with-us': {
    of: 'account',
    words: 'alreadyWithUs',
    button: 'preferencesUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    placeholders: ofMember,
    linkLives: asLongAsTheJourney,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  /** To who has been through all of a journey and signs up for it again. */
  'completed-already': {
    of: 'account',
    words: 'completedAlready',
    button: 'preferencesUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    placeholders: ofMember,
    linkLives: asLongAsTheJourney,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  /** To download, erase, change the address: on request, because other emails get forwarded. */
  'private-link': {
    of: 'account',
    words: 'privateLink',
    button: 'privateUrl',
    to: 'learner',
    priority: 'first',
    placeholders: ['privateUrl', ...ofMember],
    linkLives: 30 * minute,
    askedAgain: 'takes-its-place',
    isDelicate: true,
  },
  /**
   * The same link, for whoever asks by typing an address: who has left, or has no email of ours at hand. Anybody can cause
   * it, so it is held down like a confirmation.
   */
  'find-me': {
    of: 'account',
    words: 'findMe',
    button: 'privateUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    placeholders: ['privateUrl', 'unsubscribeUrl', 'privacyUrl'],
    linkLives: 30 * minute,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  'confirm-address': {
    of: 'account',
    words: 'confirmAddress',
    button: 'confirmUrl',
    to: 'new-address',
    priority: 'first-within-ceiling',
    placeholders: ['confirmUrl', 'privacyUrl'],
    linkLives: week,
    askedAgain: 'takes-its-place',
    isDelicate: true,
  },
  'address-changed': {
    of: 'account',
    words: 'addressChanged',
    button: 'undoUrl',
    to: 'old-address',
    priority: 'first',
    placeholders: ['undoUrl', 'privacyUrl'],
    linkLives: undoPeriod,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
} as const satisfies Readonly<Record<string, EmailKindDefinition>>

type Kinds = typeof emailKinds
/** A kind of email. */
export type EmailKind = keyof Kinds
/** Those whose definitions are like this. */
type KindsLike<D> = { [K in EmailKind]: Kinds[K] extends D ? K : never }[EmailKind]

export type JourneyEmailKind = KindsLike<{ of: 'journey' }>
/** The emails about a sign-up itself, outside any journey. */
export type AccountEmailKind = KindsLike<{ of: 'account' }>
/** Those that each module has, in the words of its author. */
export type ModuleEmailKind = KindsLike<{ words: 'of-module' }>
/** Those that each version of a journey has once, for no module of its own. */
export type SingleEmailKind = KindsLike<{ button: Placeholder }>

const names = Object.keys(emailKinds) as readonly EmailKind[]
export const journeyEmailKinds = names.filter(
  (kind): kind is JourneyEmailKind => emailKinds[kind].of === 'journey',
)
export const accountEmailKinds = names.filter(
  (kind): kind is AccountEmailKind => emailKinds[kind].of === 'account',
)
export const moduleEmailKinds = names.filter(
  (kind): kind is ModuleEmailKind => emailKinds[kind].words === 'of-module',
)
export const singleEmailKinds = names.filter((kind): kind is SingleEmailKind => 'button' in emailKinds[kind])

/** Whether an email is about a module, in the words of its author. */
export const isAboutModule = (kind: EmailKind): kind is ModuleEmailKind =>
  emailKinds[kind].words === 'of-module'

/** Whether an email reminds of a module that came before. */
export const isReminder = (kind: EmailKind): kind is 'reminder' | 'short-reminder' =>
  kind === 'reminder' || kind === 'short-reminder'

/**
 * Whether anybody can cause an email, by typing an address. Those to people who take part are held down like those to
 * strangers: otherwise their numbers would tell who is known.
 */
export const anybodyCanCause = ({ kind }: { readonly kind: EmailKind }): boolean =>
  emailKinds[kind].priority === 'first-within-ceiling'

/**
 * Whether a brake is told by an email and its bounce. Not by one that goes to known people alone: how many of them were sent
 * would tell who is known.
 */
export const tellsTheBrakes = (email: { readonly kind: EmailKind }): boolean =>
  anybodyCanCause(email) && email.kind !== 'find-me'
