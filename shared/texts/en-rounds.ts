import { enCards } from './en-cards.ts'
import { enRoundOffer } from './en-round-offer.ts'
import type { RoundTexts } from './round-texts.ts'

/** English texts of a round's page, for learners who may join. */
export const enRounds: RoundTexts = {
  title: enRoundOffer.heading,
  lead: 'People who learn what you learn, and see it from another side.',
  steps: [
    'You join for this round alone. We then look for a group whose people come from different places.',
    'An email tells you the names, the parts of health and care and the kinds of work in your group. You say yes, or not this time.',
    'Only people who said yes are introduced to each other, by their email addresses. You are usually three to five in the end, and may be two. Nobody learns who said no.',
    'From then on you write to each other directly. We read none of it.',
  ],
  first: {
    heading: 'What others see first',
    text: 'About six people who joined see this, before anybody says yes.',
  },
  later: {
    heading: 'What they see only after you both said yes',
    text: 'Your email address. An address that is in somebody’s inbox cannot be called back.',
  },
  name: {
    label: 'The name that others see',
    hint: 'Your first name, or what you like to be called. Up to 30 letters.',
  },
  sector: {
    label: 'Your part of health and care',
    none: 'Choose one',
    hint: 'We keep it for your journey, too.',
  },
  sectorKnown: 'Your part of health and care:',
  work: { label: 'Your kind of work', none: 'Choose one' },
  works: enCards.works,
  parts: {
    label: 'When you could meet',
    hint: 'Nobody sees this. Tick none if any time may do.',
  },
  adult: { label: 'I am 18 or over', hint: 'Only adults are introduced to people whom they do not know.' },
  button: 'Join this round',
  closes: sunday => `This round closes at the end of ${sunday}.`,
  joined: sunday => ({
    title: `You are in the round that closes on ${sunday}`,
    paragraphs: [
      'If enough people join, an email in the days after tells you who could be in your group. You then say yes, or not this time.',
      'If there is no group for you this time, you are first in line for the next round.',
      'If you have paused your journey or are on a break by then, you are in no group. Join again once you are back.',
    ],
  }),
  change: 'To change what others see, take it back and join again.',
  amiss: {
    name: 'You joined this round, but the name that you chose cannot be shown to others. As things stand you would be in no group. Join again below with another name, or take it back.',
    unread:
      'You joined this round, but what you told us for it could not be read. We know of it. As things stand you would be in no group. Join again below, or take it back.',
  },
  leave: 'Take it back',
  saved: {
    'round-joined': 'You have joined.',
    'round-left': 'You are not in this round any more.',
  },
  resting:
    'You have paused your journey or are on a break, so no group would reach you. Go on first, if you would like to be in one.',
  tooLate:
    'None of your days for emails is early enough in the week for you to answer, so you would be in no group. Choose one from Monday to Thursday in “My journey” as well, if you would like to be in one.',
  early: {
    title: 'Meeting others comes a little later',
    paragraphs: ['You can join a round once you are done with three modules.'],
  },
  notHere: {
    title: 'You cannot join by this link',
    paragraphs: [
      'Your private link says why. This page does not, because emails get forwarded.',
      'Ask for that link on “My journey”. It goes to your own address.',
    ],
  },
  removed: (until, contact) => ({
    title: 'You cannot join a round',
    paragraphs: [
      `We have taken you out of circles until ${until}, because somebody who looks after them decided so.`,
      `If you think that this is wrong, write to ${contact}. A person will look at it again.`,
    ],
  }),
  untold: contact => ({
    title: 'We cannot tell at the moment whether you can join',
    paragraphs: [
      'Something that we keep, and look at before anybody joins, cannot be read at the moment. Nothing of it is lost, and we are told.',
      `Please try again later. If it goes on, write to ${contact}.`,
    ],
  }),
}
