import type { EmailTexts } from './email-texts.ts'
import { enAccountEmails } from './en-account-emails.ts'
import { enCircles } from './en-circles.ts'
import { enOthers } from './en-others.ts'
import { enRoundOffer } from './en-round-offer.ts'

/** @param by the error of a guess, of ten people */
const out = (by: number): string => (by === 0 ? 'right' : `${by} out`)

/** All English texts of emails. */
export const enEmails: EmailTexts = {
  language: 'en-GB',
  others: enOthers,
  circles: enCircles,
  greeting: firstName => (firstName ? `Hello ${firstName},` : 'Hello,'),
  welcomeBack: firstName =>
    `Welcome back${firstName ? `, ${firstName}` : ''}. This is the module that you had before your pause, once more.`,
  minutes: minutes => (minutes === 1 ? '1 minute to read' : `${minutes} minutes to read`),
  position: (number, of) => `Module ${number} of ${of}`,
  readAsPage: 'Read it as a page',
  picture: description => `Picture: ${description}`,
  question: 'A question to take with you',
  inShort: 'In sixty seconds',
  done: 'I’ve done this module',
  afterDone: 'The page that opens asks you to press once more, and then we plan your next module.',
  afterLastDone: 'The page that opens asks you to press once more.',
  footer: {
    member: journey =>
      `You get this email because you signed up for ${journey} and confirmed your address. If you have a question, just answer it.`,
    learner: 'You get this email because you signed up with this address and confirmed it.',
    stranger: 'You get this email because somebody gave us this address.',
    asked:
      'You get this email because somebody typed this address on our page “See or erase what we hold about you”.',
    before: 'You get this email because our emails came to this address until now.',
    preferences: 'My journey: what comes next, your times, a break',
    unsubscribe: 'Unsubscribe from all our emails',
    privacy: 'How we look after your information',
  },
  reminder: {
    subject: received => `No hurry: ${received}`,
    first: {
      preheader: 'It will wait for you until a quiet moment comes along.',
      title: 'Whenever you are ready',
      paragraphs: (module, minutes) => [
        `“${module}” is still waiting in your inbox, under the subject of this email. It takes about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, and it will keep until a quiet moment comes along.`,
        'If you have read it already, tell us below.',
      ],
    },
    short: {
      preheader: 'A whole module is hard to fit in. Here it is in one minute.',
      title: 'Only got a minute?',
      paragraphs: module => [
        `Some weeks there is no time for a whole module. So here is “${module}” in sixty seconds, with the one thing to try. That is enough: if you try it, press the button below.`,
      ],
    },
    read: module => `Read “${module}” now`,
    readAll: minutes => `Read all of it (${minutes === 1 ? '1 minute' : `${minutes} minutes`})`,
    tooMuch: 'Too much just now?',
    slowDown: 'You can have your emails more slowly, at other times, or not at all for a while.',
    preferences: 'Slow down or take a break',
  },
  guesses: {
    told: (question, guessed) => `We asked: “${question}” ${guessed}`,
    heading: 'What you guessed about others',
    lead: (first, last) => `You were ${out(first)} at first, and ${out(last)} at last.`,
    of: (question, people, option) => `${question} Of people ${people}: “${option}”`,
    module: 'Module',
    guess: 'You guessed',
    truth: 'It was',
  },
  voices: {
    heading: module => `From others who did “${module}”`,
    lead: 'Other learners shared this, and a person read it first.',
    say: 'Say thank you, or tell us that something is wrong with it',
  },
  round: enRoundOffer,
  triedModule: module => `${module} (you tried it)`,
  finished: journey => ({
    subject: `You have come to the end of ${journey}`,
    preheader: 'Everything that you had, to read again, and our thanks.',
    title: 'Thank you for coming all this way',
    paragraphs: [
      `That was ${journey}. No more modules come from it. Here is all that you had, to read again whenever you like.`,
    ],
    button: 'Open the first page',
    after: [
      'Do you know somebody who would like this too, on your team or far from it? Pass the address of our first page on to them.',
    ],
  }),
  paused: journey => ({
    subject: 'We have paused your journey for now',
    preheader: 'Come back whenever you like: you go on where you stopped.',
    title: 'Paused, until you want to go on',
    paragraphs: [
      `You have not marked a module as done for a while, so we have paused ${journey} for you. Shifts, holidays, life: there is no need to explain.`,
      'No more modules come from it until you say so. Nothing is lost, and there is no last day for it.',
    ],
    button: 'Go on with my journey',
    after: ['You go on where you stopped.'],
  }),
  circleProposal: () => ({
    subject: 'Would you like to meet these people?',
    preheader: 'Names first. Addresses go only between those who all say yes.',
    title: 'Would you like to meet them?',
    paragraphs: [
      'You asked to meet people from other parts of health and care. Here is who we have found for you.',
    ],
    button: 'Yes, or not this time',
    after: ['The page that opens asks what you would like. Nothing happens before you press there.'],
  }),
  circleIntroduction: () => ({
    subject: 'Here is your circle',
    preheader: 'You all said yes. Write to each other whenever you like.',
    title: 'Here is your circle',
    paragraphs: [],
    button: 'Open the page of your circle',
    after: [
      'There you can say that you met, leave the circle, or tell us that something is wrong with it.',
      'Please pass nobody’s address on.',
    ],
  }),
  circleHosting: () => ({
    subject: 'Would you bring your circle together?',
    preheader: 'It is your turn, with words to send on. Or pass it on with one press.',
    title: 'Would you bring your circle together?',
    paragraphs: [],
    button: 'We met, or pass it on',
    after: ['The page that opens asks you to press once more.'],
  }),
  circleEnded: () => ({
    subject: 'Your circle has come to its end',
    preheader: 'Thank you for taking part.',
    title: 'Your circle has come to its end',
    paragraphs: [],
    button: 'Open the page of your circle',
    after: ['There you can say whether you met, and whether it was worth it.'],
  }),
  circleNobody: () => ({
    subject: 'No circle this time',
    preheader: 'It says nothing about you.',
    title: 'No circle this time',
    paragraphs: [
      'We could not bring a circle together for you this time. It says nothing about you: sometimes there are too few people, or too few from different parts of health and care.',
    ],
    button: 'Open my journey',
    after: [],
  }),
  ...enAccountEmails,
}
