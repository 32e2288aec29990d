import type { CircleTexts } from './circle-texts.ts'
import type { OthersTexts } from './others-texts.ts'
import type { RoundOffer } from './round-offer.ts'

/** The texts around an email's content: a subject, the preview line of inboxes, a heading and paragraphs. */
export interface SingleEmailTexts {
  subject: string
  preheader: string
  title: string
  paragraphs: readonly string[]
  button: string
  /** Under the button. */
  after: readonly string[]
}

/** The texts of a reminder around the module's content. */
export interface ReminderTexts {
  preheader: string
  title: string
  paragraphs: (module: string, minutes: number) => readonly string[]
}

/** All texts of emails in one language, except those that authors write. */
export interface EmailTexts {
  /** BCP 47: `en-GB`. */
  language: string
  others: OthersTexts
  circles: CircleTexts
  /** Without a name if the learner gave none. The caller escapes the name for HTML or text. */
  greeting: (firstName?: string) => string
  /** The greeting of an email that repeats a module after a pause. */
  welcomeBack: (firstName?: string) => string
  minutes: (minutes: number) => string
  /** A module's position in the journey. Without characters that HTML would need to escape. */
  position: (number: number, of: number) => string
  readAsPage: string
  /** Replaces a picture in a plain-text email. */
  picture: (description: string) => string
  question: string
  /** The heading of a module's one-minute version. */
  inShort: string
  done: string
  afterDone: string
  /** The same button, for a module after which no other may come. */
  afterLastDone: string
  footer: {
    /** For a journey's own emails. */
    member: (journey: string) => string
    /** For emails about a sign-up or a link, to learners in a journey. */
    learner: string
    stranger: string
    /** For somebody who typed their address to see the data stored about them. */
    asked: string
    /** For the address that somebody had before. */
    before: string
    preferences: string
    unsubscribe: string
    privacy: string
  }
  reminder: {
    /** @param received the subject of the module's email; together at most 78 characters */
    subject: (received: string) => string
    first: ReminderTexts
    /** Every further reminder, with the one-minute version. */
    short: ReminderTexts
    read: (module: string) => string
    /** The link to the whole module, below the one-minute version. */
    readAll: (minutes: number) => string
    tooMuch: string
    slowDown: string
    preferences: string
  }
  paused: (journey: string) => SingleEmailTexts
  /** A journey's last email, above and below the list of modules received. */
  finished: (journey: string) => SingleEmailTexts
  /** A module in that list that the learner says they tried. */
  triedModule: (module: string) => string
  /** The learner's guesses beside the actual shares, in an email and in the journey's last email. */
  guesses: {
    /** @param guessed the sentence as on the pages */
    told: (question: string, guessed: string) => string
    heading: string
    /**
     * @param first the error of the first guess, in tenths
     * @param last the error of the last guess, in tenths
     */
    lead: (first: number, last: number) => string
    /** Which share was guessed: of the people of a sector, those who chose an option. */
    of: (question: string, people: string, option: string) => string
    /** The table's column of modules. */
    module: string
    guess: string
    truth: string
  }
  /**
   * Excerpts that others shared about the previous module: the heading, where they come from, and the link to thank
   * or report.
   */
  voices: { heading: (module: string) => string; lead: string; say: string }
  /** The offer of a round, in a journey's last email. */
  round: RoundOffer
  /** The letters of circles. The part about a group is inserted between the paragraphs and the button. */
  circleProposal: (journey: string) => SingleEmailTexts
  circleIntroduction: (journey: string) => SingleEmailTexts
  circleHosting: (journey: string) => SingleEmailTexts
  circleEnded: (journey: string) => SingleEmailTexts
  circleNobody: (journey: string) => SingleEmailTexts
  confirm: (journey: string) => SingleEmailTexts
  join: (journey: string) => SingleEmailTexts
  alreadyWithUs: (journey: string) => SingleEmailTexts
  completedAlready: (journey: string) => SingleEmailTexts
  privateLink: (journey: string) => SingleEmailTexts
  findMe: (journey: string) => SingleEmailTexts
  circlesRemoved: (journey: string) => SingleEmailTexts
  confirmAddress: (journey: string) => SingleEmailTexts
  addressChanged: (journey: string) => SingleEmailTexts
}
