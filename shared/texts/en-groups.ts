import { enCards } from './en-cards.ts'
import type { GroupTexts } from './group-texts.ts'

/** English texts for learners who were proposed a group or are in a circle. */
export const enGroups: GroupTexts = {
  ...enCards,
  proposal: {
    title: 'Would you like to meet them?',
    paragraphs: day => [
      'The email that led you here names the people of your group.',
      day === undefined
        ? 'You can change what you say until the group closes.'
        : `You can answer until ${day}, and change what you say until then.`,
    ],
    kept: 'Nobody is told what you say. If you say yes, those who said yes too get your email address, and you get theirs. An address that somebody has cannot be called back.',
    said: {
      yes: 'So far, you have said yes. If enough others do too, an email introduces you to each other once the group has closed.',
      no: 'So far, you have said: not this time.',
    },
    hidden:
      'If you have answered already, that stands until you change it. This page does not say what it was, because emails get forwarded.',
    yes: 'Yes, introduce me',
    no: 'Not this time',
    closed: {
      title: 'This group is closed',
      paragraphs: [
        'If you said yes, and enough others did too, you are introduced to each other by email.',
        'If not, nothing more comes of this group. You can join another round from “My journey”.',
      ],
    },
  },
  circle: {
    title: 'Your circle',
    lead: 'You all said yes to being introduced. Write to each other whenever you like.',
    nobody: 'Nobody else of your circle takes part at the moment.',
    addresses:
      'Their email addresses are in the email that introduced you. This page never shows them, because emails get forwarded.',
    host: {
      you: 'It is your turn to bring the circle together.',
      other: name => `It is ${name}’s turn to bring the circle together.`,
      nobody: 'Nobody hosts at the moment. Whoever likes writes to the others.',
    },
    passOn: 'Pass it on to the next',
    met: {
      heading: 'Have you met, or talked?',
      legend: 'Was it worth it?',
      hint: 'Nobody in your circle sees it.',
      options: { yes: 'Yes', 'not-sure': 'Not sure', no: 'No' },
      button: 'We met',
    },
    apart: {
      heading: 'Not with somebody again',
      text: 'Nobody is told. We never put the two of you in one group again.',
      button: name => `Don’t match me with ${name} again`,
      is: name => `You asked not to be matched with ${name} again.`,
      undo: 'Undo that',
      undoAbout: name => `for ${name}`,
    },
    leave: {
      heading: 'Leave this circle',
      text: 'We write to you about it no more, and no email that we write from then on names you in it. Who has your address keeps it.',
      button: 'Leave this circle',
    },
    report: {
      heading: 'Is something wrong?',
      text: 'If you are in danger now, call 999. If somebody here harms, threatens or pesters you, tell us. We write to nobody in this circle until one of us has looked at it. The others are not told that you did.',
      hidden:
        'If you have told us already, we know. This page does not say whether you have, because emails get forwarded.',
      button: 'Report this circle',
      told: {
        heading: 'You told us',
        text: 'Until one of us has looked at it, we write to nobody in this circle. You need not tell us again. If you are in danger now, call 999.',
      },
    },
    ended: {
      title: 'Your circle has ended',
      paragraphs: [
        'Thank you for taking part. You have each other’s addresses: whoever likes goes on without us.',
      ],
    },
    left: {
      title: 'You have left this circle',
      paragraphs: [
        'No more emails about it come to you. An email that was already on its way may still name you.',
      ],
    },
    again: 'Again, with others? Join another round',
    partUnread:
      'Somebody of your circle may be missing on this page, because one part of it could not be read. We know of it.',
  },
  saved: {
    'said-yes': 'You have said yes.',
    'said-no': 'You have said: not this time.',
    'met-told': 'Thank you for telling us.',
    'met-noted': 'Thank you for telling us.',
    'hosting-passed': 'You have passed it on.',
    'kept-apart': 'We have noted it, and tell nobody.',
    'apart-undone': 'It is undone.',
    'circle-left': 'You have left the circle.',
    'circle-reported': 'Thank you. One of us will look at it.',
  },
  unreadable: contact => ({
    title: 'We cannot show your group at the moment',
    paragraphs: [
      'What is stored about it could not be read. It is kept as it is, and we know of it. Please come back later.',
      `If you pressed a button, it has changed nothing. If somebody in your group harms, threatens or pesters you, write to ${contact}. If you are in danger now, call 999.`,
    ],
  }),
  gone: {
    title: 'There is no such group any more',
    paragraphs: ['It ended a while ago, or you are in it no more. Rounds are joined from “My journey”.'],
  },
  away: {
    title: 'You are in no group at the moment',
    paragraphs: [
      'You have left or paused the journey that this group belongs to, so nobody is introduced to you.',
    ],
  },
}
