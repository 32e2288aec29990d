/**
 * The `{{placeholders}}` of emails. SES does not escape, so a value that a person typed comes twice: escaped for
 * HTML, and plain for text. Addresses and module positions are safe in both. Lists are HTML or lines of text; a list
 * of what others said may be empty. `subject` is used in the subject line only, which is no HTML.
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
/** The name of a placeholder. */
export type Placeholder = (typeof placeholders)[number]

/** Account emails go first. Those that anybody can cause go within a ceiling and a brake, whoever they go to. */
type Priority =
  | { readonly priority: 'in-turn' | 'first' }
  | {
      readonly priority: 'first-within-ceiling'
      /** False for kinds that only go to known people: their numbers would reveal who is known. */
      readonly countsForBrakes: boolean
    }

interface Common {
  /** The recipient: the learner, the address typed into the form, or the new or old address of a change. */
  readonly to: 'learner' | 'asked-address' | 'new-address' | 'old-address'
  /** The placeholders that its template may use. A template with any other is not published. */
  readonly placeholders: readonly Placeholder[]
  /** How long the link behind its button is valid, in milliseconds. */
  readonly linkLives: number
}

/** An email about a module, written by the module's author. */
interface OfModule extends Common {
  readonly of: 'journey'
  readonly words: 'of-module'
}

/** An email that each version of a journey has once. */
interface Single extends Common {
  readonly of: 'journey' | 'account'
  /** The key of its texts in each language. */
  readonly words: string
  /** The target of its button. */
  readonly button: Placeholder
}

/** An email about a sign-up or an address. */
interface OfAccount extends Single {
  readonly of: 'account'
  /** What happens to a waiting email of this kind when it is requested again. */
  readonly askedAgain: 'takes-its-place' | 'goes-beside'
  /** Whether it counts against the daily limit of links to sensitive actions. */
  readonly isDelicate: boolean
}

/** A letter to a member of a group. What it says of the others is read when it goes out. */
interface OfCircle extends Single {
  readonly of: 'journey'
  readonly about: 'group'
}

/** The definition of an email kind. */
export type EmailKindDefinition = Priority &
  (OfModule | (Single & { readonly of: 'journey' }) | OfCircle | OfAccount)
