import { minute, week } from './duration.ts'
import type { EmailKindDefinition } from './email-kind.ts'
import { undoPeriod } from './sending-policy.ts'

const asLongAsTheJourney = Number.POSITIVE_INFINITY
const ofMember = ['preferencesUrl', 'unsubscribeUrl', 'privacyUrl'] as const
const greeting = ['greetingHtml', 'greetingText'] as const
/** What the learner guessed about others, once the truth is known. */
const mirror = ['mirrorHtml', 'mirrorText'] as const
const aboutModule = {
  of: 'journey',
  words: 'of-module',
  to: 'learner',
  priority: 'in-turn',
  placeholders: [...greeting, ...mirror, 'position', 'doneUrl', 'readUrl', 'reference', ...ofMember],
  linkLives: asLongAsTheJourney,
} as const
/** The text about a group is one placeholder, rendered for its reader. */
const aboutGroup = {
  of: 'journey',
  about: 'group',
  button: 'circleUrl',
  to: 'learner',
  priority: 'in-turn',
  placeholders: [...greeting, 'circleHtml', 'circleText', 'circleUrl', ...ofMember],
  linkLives: asLongAsTheJourney,
} as const
/** Sent in place of a confirmation to a person who takes part already. */
const toWhoIsIn = {
  of: 'account',
  button: 'preferencesUrl',
  to: 'learner',
  priority: 'first-within-ceiling',
  countsForBrakes: true,
  placeholders: ofMember,
  linkLives: asLongAsTheJourney,
  askedAgain: 'takes-its-place',
  isDelicate: false,
} as const
/** Uses the subject under which the module arrived, so that it can be found. */
const aboutReceived = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'subject'],
} as const

/** Contains its author's text, which may name the reader, and what others shared about the previous module. */
const ofNewModule = {
  ...aboutModule,
  placeholders: [...aboutModule.placeholders, 'firstNameHtml', 'firstNameText', 'voicesHtml', 'voicesText'],
} as const

/** All kinds of emails. A missing property does not compile. */
export const emailKinds = {
  module: ofNewModule,
  reminder: aboutReceived,
  /** Every reminder after the first: the module in one minute. */
  'short-reminder': aboutReceived,
  /** The last email to a learner who stays silent: the journey pauses. */
  paused: {
    of: 'journey',
    words: 'paused',
    button: 'resumeUrl',
    to: 'learner',
    priority: 'in-turn',
    placeholders: [...greeting, ...mirror, 'resumeUrl', ...ofMember],
    linkLives: asLongAsTheJourney,
  },
  /** The last email to a learner who completed the journey. */
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
  /** The names in a proposed group, with the question whether the reader wants to be introduced. */
  'circle-proposal': { ...aboutGroup, words: 'circleProposal' },
  /** The addresses of all members who said yes. */
  'circle-introduction': { ...aboutGroup, words: 'circleIntroduction' },
  /** To the member who is asked to host. */
  'circle-hosting': { ...aboutGroup, words: 'circleHosting' },
  'circle-ended': { ...aboutGroup, words: 'circleEnded' },
  /** No circle came about: to a person who could not be placed, and in place of a letter whose group is gone. */
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
    countsForBrakes: true,
    placeholders: ['confirmUrl', 'privacyUrl'],
    linkLives: week,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
  /** To a learner: its button begins another journey beside theirs. */
  join: {
    of: 'account',
    words: 'join',
    button: 'confirmUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    countsForBrakes: true,
    placeholders: ['confirmUrl', ...ofMember],
    linkLives: week,
    askedAgain: 'goes-beside',
    isDelicate: false,
  },
  'already-with-us': { ...toWhoIsIn, words: 'alreadyWithUs' },
  /** To a learner who completed a journey and signs up for it again. */
  'completed-already': { ...toWhoIsIn, words: 'completedAlready' },
  /** To download, erase or change the address. Mailed on request, because other emails get forwarded. */
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
   * The private link, requested by typing an address: for people who have left or have no email at hand. Anybody can
   * cause it, so it is slowed down like a confirmation.
   */
  'find-me': {
    of: 'account',
    words: 'findMe',
    button: 'privateUrl',
    to: 'learner',
    priority: 'first-within-ceiling',
    countsForBrakes: false,
    placeholders: ['privateUrl', 'unsubscribeUrl', 'privacyUrl'],
    linkLives: 30 * minute,
    askedAgain: 'takes-its-place',
    isDelicate: false,
  },
  /** To a learner whom an operator removed from circles: says so, and how to object. */
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
    countsForBrakes: true,
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
