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
  'firstNameHtml',
  'firstNameText',
  'position',
  'modulesHtml',
  'modulesText',
  'voicesHtml',
  'voicesText',
  'mirrorHtml',
  'mirrorText',
  'guessesHtml',
  'guessesText',
  'roundHtml',
  'roundText',
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
  'circleHtml',
  'circleText',
  'circleUrl',
] as const
/** One of them. */
export type Placeholder = (typeof placeholders)[number]

/** Account emails go first; those that anybody can cause within a ceiling and a brake, whoever they go to. */
type Priority =
  | { readonly priority: 'in-turn' | 'first' }
  | {
      readonly priority: 'first-within-ceiling'
      /** Not one that goes to known people alone: how many of them were sent would tell who is known. */
      readonly tellsTheBrakes: boolean
    }

interface Common {
  /** Who gets it: the learner, whoever was typed into the sign-up form, or the address that they change to or from. */
  readonly to: 'learner' | 'asked-address' | 'new-address' | 'old-address'
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

/** A letter to one of a group: what it says of the others is read when it goes out. */
interface OfCircle extends Single {
  readonly of: 'journey'
  readonly about: 'group'
}

/** What there is to say of a kind of email. */
export type EmailKindDefinition = Priority &
  (OfModule | (Single & { readonly of: 'journey' }) | OfCircle | OfAccount)
