import type { CircleTexts } from './circle-texts.ts'
import type { OthersTexts } from './others-texts.ts'
import type { RoundOffer } from './round-offer.ts'

/** What an email says beside its own words: a subject, the line that inboxes show after it, a heading and paragraphs. */
export interface SingleEmailTexts {
  subject: string
  preheader: string
  title: string
  paragraphs: readonly string[]
  button: string
  /** Under the button. */
  after: readonly string[]
}

/** What a reminder says beside the module's own words. */
export interface ReminderTexts {
  preheader: string
  title: string
  paragraphs: (module: string, minutes: number) => readonly string[]
}

/** All words of the emails in one language, but for what authors write themselves. */
export interface EmailTexts {
  /** BCP 47: `en-GB`. */
  language: string
  others: OthersTexts
  circles: CircleTexts
  /** Without a name if the learner gave none. The caller escapes the name for where the greeting will stand. */
  greeting: (firstName?: string) => string
  /** In its place, to who has come back after a pause and gets their module once more. */
  welcomeBack: (firstName?: string) => string
  minutes: (minutes: number) => string
  /** A module's place in the journey. No sign in it that HTML would need escaped. */
  position: (number: number, of: number) => string
  readAsPage: string
  /** How a plain-text email tells that there was a picture. */
  picture: (description: string) => string
  question: string
  /** Above the version of a module for who has a minute. */
  inShort: string
  done: string
  afterDone: string
  /** The same, of a module after which no other may come. */
  afterLastDone: string
  footer: {
    /** Of a journey's own emails. */
    member: (journey: string) => string
    /** Of those about a sign-up or a link, to who takes part. */
    learner: string
    stranger: string
    /** To who typed their address to get at what is held about them. */
    asked: string
    /** At the address that somebody had before. */
    before: string
    preferences: string
    unsubscribe: string
    privacy: string
  }
  reminder: {
    /** Of the subject under which the module came: with it, 78 characters at most. */
    subject: (received: string) => string
    first: ReminderTexts
    /** Every further one: the module in one minute. */
    short: ReminderTexts
    read: (module: string) => string
    /** The whole module, under its version for who has one minute. */
    readAll: (minutes: number) => string
    tooMuch: string
    slowDown: string
    preferences: string
  }
  paused: (journey: string) => SingleEmailTexts
  /** The last email of a journey, above and below the list of what somebody had. */
  finished: (journey: string) => SingleEmailTexts
  /** A module of that list that somebody says they tried. */
  triedModule: (module: string) => string
  /** What somebody guessed about others beside how it was, and all of that in a journey's last email. */
  guesses: {
    /** @param guessed as pages say it. */
    told: (question: string, guessed: string) => string
    heading: string
    /** How far out the first and the last guess were, in tenths. */
    lead: (first: number, last: number) => string
    /** Which share was guessed: of the people of a sector who chose an option. */
    of: (question: string, people: string, option: string) => string
    /** Of the table. */
    module: string
    guess: string
    truth: string
  }
  /** What others shared about the module before: its heading, how it came here, and the link to thank or report. */
  voices: { heading: (module: string) => string; lead: string; say: string }
  /** To meet others, in a journey's last email. */
  round: RoundOffer
  /** The letters of circles; what each says of a group is filled in between its paragraphs and its button. */
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
