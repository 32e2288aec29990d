import type { EmailTexts } from './email-texts.ts'
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
  confirm: journey => ({
    subject: `Please confirm: ${journey}`,
    preheader: 'Then your first module comes.',
    title: 'Is this your address?',
    paragraphs: [
      `Somebody gave us this address to sign up for ${journey}. If that was you, press the button below, and once more on the page that opens. Then ${journey} begins.`,
    ],
    button: 'Confirm my address',
    after: [
      'You have 7 days to do so.',
      'If it was not you, just ignore this email. Nothing begins unless you press the button.',
    ],
  }),
  join: journey => ({
    subject: `Join ${journey} too?`,
    preheader: 'It would begin beside whatever you follow already.',
    title: `Join ${journey} too?`,
    paragraphs: [
      `Somebody gave us this address to sign up for ${journey}. If that was you, press the button below, and once more on the page that opens: ${journey} then begins beside whatever you follow already, and nothing else of yours changes.`,
      'You still get one email a day at most from all your journeys together.',
    ],
    button: `Join ${journey}`,
    after: ['You have 7 days to do so.', 'If it was not you, just ignore this email. Nothing will change.'],
  }),
  alreadyWithUs: journey => ({
    subject: `Already with you: ${journey}`,
    preheader: 'Nothing has changed. Here is a fresh link to your journey.',
    title: `You follow ${journey} already`,
    paragraphs: [
      `Somebody gave us this address to sign up for ${journey}. You have signed up for it before, so there is nothing to confirm, and nothing has changed.`,
      'On “My journey” you see where you are, choose when emails come, go on after a pause, or leave.',
    ],
    button: 'Open my journey',
    after: ['If it was not you who asked, just ignore this email.'],
  }),
  completedAlready: journey => ({
    subject: `You have finished ${journey}`,
    preheader: 'It does not begin again, and every module is still there to read.',
    title: `You have been through all of ${journey}`,
    paragraphs: [
      `Somebody gave us this address to sign up for ${journey}. You have finished it, so it does not begin again, and nothing has changed.`,
      'On “My journey” you find every module that you had, to read again whenever you like.',
    ],
    button: 'Open my journey',
    after: ['If it was not you who asked, just ignore this email.'],
  }),
  privateLink: journey => ({
    subject: 'Your private link',
    preheader: 'It works for 30 minutes, and it is for you alone.',
    title: 'Your private link',
    paragraphs: [
      `You asked ${journey} for a link to your private settings. There you change your email address, download what we hold about you, or have it all erased.`,
    ],
    button: 'Open my private settings',
    after: [
      'The link works for 30 minutes. It is for you alone, so please do not pass this email on.',
      'If it was not you who asked, just ignore this email. Nothing will change.',
    ],
  }),
  findMe: () => ({
    subject: 'Your link to what we hold about you',
    preheader: 'It works for 30 minutes, and it is for you alone.',
    title: 'What we hold about you',
    paragraphs: [
      `Somebody typed this address on our page “See or erase what we hold about you”. If that was you, open the link below. There you can download all that we hold about you, or have it erased, also if you have left.`,
    ],
    button: 'Open my private link',
    after: [
      'The link works for 30 minutes. It is for you alone, so please do not pass this email on.',
      'If you only want our emails to stop, use “Unsubscribe from all our emails” below.',
      'If it was not you who asked, just ignore this email. Nothing will change.',
    ],
  }),
  circlesRemoved: () => ({
    subject: 'You can join no circles for now',
    preheader: 'Nothing else of yours changes. If you think that it is wrong, just answer.',
    title: 'You can join no circles for now',
    paragraphs: [
      'Somebody who looks after circles has taken you out of them, and out of every round and group that was under way. You can join no round for 24 months from today.',
      'Nothing else of yours changes.',
    ],
    button: 'Open my journey',
    after: [
      'If you think that this is wrong, just answer this email. A person will look at it again.',
      'Whoever was introduced to you has your address, and you have theirs. Please write to nobody who does not want you to.',
    ],
  }),
  confirmAddress: journey => ({
    subject: 'Please confirm your new email address',
    preheader: 'Then your modules come to this inbox.',
    title: 'Shall we write to you here from now on?',
    paragraphs: [
      `Somebody asked us to send their emails from ${journey} to this address. If that was you, press the button below, and once more on the page that opens. Then your modules come here.`,
      'Until then, everything goes to the old address.',
    ],
    button: 'Use this address',
    after: [
      'You have 7 days to do so.',
      'If it was not you, just ignore this email. Nothing changes unless you press the button.',
    ],
  }),
  addressChanged: journey => ({
    subject: 'Your emails now go to another address',
    preheader: 'If it was you, there is nothing to do. If not, undo it here.',
    title: 'Your emails now go to another address',
    paragraphs: [
      `Somebody with a private link from this inbox has changed the address to which ${journey} comes, and confirmed the new one. From now on our emails go there.`,
      'If that was you, there is nothing to do. If it was not, press the button below, and once more on the page that opens. Then the emails come here again, and links in emails to the other address open your settings no more.',
    ],
    button: 'Undo the change',
    after: ['You have 7 days to do so. After that we forget this address.'],
  }),
}
