import { minute, week } from './duration.ts'
import type { EmailKindDefinition } from './email-kind.ts'
import { undoPeriod } from './sending-policy.ts'

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
/** Whatever it says of a group comes in one piece, made for its reader. */
const aboutGroup = {
  of: 'journey',
  about: 'group',
  button: 'circleUrl',
  to: 'learner',
  priority: 'in-turn',
  placeholders: [...greeting, 'circleHtml', 'circleText', 'circleUrl', ...ofMember],
  linkLives: asLongAsTheJourney,
} as const
/** In the place of a confirmation, to who takes part already. */
const toWhoIsIn = {
  of: 'account',
  button: 'preferencesUrl',
  to: 'learner',
  priority: 'first-within-ceiling',
  tellsTheBrakes: true,
  placeholders: ofMember,
  linkLives: asLongAsTheJourney,
  askedAgain: 'takes-its-place',
  isDelicate: false,
} as const
/** Carries the subject under which the module came, so that it can be found. */
const aboutReceived = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'subject'],
} as const

/** Brings its author's words, which may name its reader, and what others shared about the module before it. */
const ofNewModule = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'firstNameHtml', 'firstNameText', 'voicesHtml', 'voicesText'],
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
      'roundHtml',
      'roundText',
      'homeUrl',
      ...ofMember,
    ],
    linkLives: asLongAsTheJourney,
  },
  /** Names of a group, and whether its reader would like to be introduced to them. */
  'circle-proposal': { ...aboutGroup, words: 'circleProposal' },
  /** The addresses of those who all said yes. */
  'circle-introduction': { ...aboutGroup, words: 'circleIntroduction' },
  /** To whoever is asked to bring a circle together. */
  'circle-hosting': { ...aboutGroup, words: 'circleHosting' },
  'circle-ended': { ...aboutGroup, words: 'circleEnded' },
  /** No circle came about: to who could not be placed, and in the place of a letter whose group has gone. */
  'circle-nobody': {
    ...aboutGroup,
    words: 'circleNobody',
    button: 'preferencesUrl',
    placeholders: [...greeting, 'circleHtml', 'circleText', ...ofMember],
  },
  confirm: {
    of: 'account',
    words: 'confirm',
    button: 'confirmUrl',
    to: 'asked-address',
    priority: 'first-within-ceiling',
    tellsTheBrakes: true,
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
    tellsTheBrakes: true,
    placeholders: ['confirmUrl', ...ofMember],
    linkLives: week,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
  'already-with-us': { ...toWhoIsIn, words: 'alreadyWithUs' },
  /** To who has been through all of a journey and signs up for it again. */
  'completed-already': { ...toWhoIsIn, words: 'completedAlready' },
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
    tellsTheBrakes: false,
    placeholders: ['privateUrl', 'unsubscribeUrl', 'privacyUrl'],
    linkLives: 30 * minute,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  /** To whom an operator removed from circles: that it is so, and how to object. */
  'circles-removed': {
    of: 'account',
    words: 'circlesRemoved',
    button: 'preferencesUrl',
    to: 'learner',
    priority: 'first',
    placeholders: ofMember,
    linkLives: asLongAsTheJourney,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  'confirm-address': {
    of: 'account',
    words: 'confirmAddress',
    button: 'confirmUrl',
    to: 'new-address',
    priority: 'first-within-ceiling',
    tellsTheBrakes: true,
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

/** A kind of email. */
export type EmailKind = keyof typeof emailKinds
