import type { Why } from '../domain/expected.ts'
import type { Wait } from '../domain/journey.ts'
import type { LikedTimes, Weekday } from '../domain/preferences.ts'
import { goesOn } from './en-goes-on.ts'
import { inThePart } from './en-parts-of-day.ts'
import type { MyJourneyTexts } from './my-journey-texts.ts'

const anyOf = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

const onDays = (days: readonly Weekday[]): string =>
  `on ${anyOf(days.map(day => day.charAt(0).toUpperCase() + day.slice(1)))}`

/** Returns the preferred days and times: `on Monday or Friday, in the evening`; undefined without preferences. */
function likedTimes({ days, parts }: LikedTimes): string | undefined {
  const words: Readonly<Record<keyof LikedTimes, string | undefined>> = {
    days: days && onDays(days),
    parts: parts && anyOf(parts.map(part => inThePart[part])),
  }
  const chosen = Object.values(words).filter(Boolean)
  return chosen.length > 0 ? chosen.join(', ') : undefined
}

const reasons: Readonly<Record<Exclude<Why['is'], 'planned'>, string>> = {
  asked: 'you asked for it',
  'one-a-day': 'you get one email a day at most',
  'on-a-break': 'you asked for a break',
  'too-late': 'it was held up, and waits for a time that suits you',
  'modules-first': 'a module of another journey goes first',
  'letters-first': 'an email about a circle goes first',
  'new-times': 'you have changed when you like to get emails',
  recalled: 'its authors hold it back at the moment',
  'sent-again': 'we were asked to send it once more',
}

const waitInWords = (wait: Wait): string => {
  const [number, unit] = 'hours' in wait ? [wait.hours, 'hour'] : [wait.days, 'day']
  return number === 1 ? `one ${unit}` : `${number} ${unit}s`
}

function because(why: Why, liked: LikedTimes, sendsOn?: readonly Weekday[]): string {
  if (why.is !== 'planned') return `That is because ${reasons[why.is]}.`
  const times = likedTimes(liked)
  const you = times && `you like emails ${times}`
  const sends = sendsOn && `this journey sends its emails ${onDays(sendsOn)}`
  const usual = you || sends ? undefined : 'it is the next time at which our emails go out'
  const after = why.wait ? `it comes ${waitInWords(why.wait)} after you have done the one before` : usual
  return `That is because ${[after, you, sends].filter(Boolean).join(', and ')}.`
}

/** British English texts of “My journey”. */
export const enMyJourney: MyJourneyTexts = {
  title: 'My journey',
  lead: 'Where you are, what comes next, and all that you can change.',
  saved: {
    'times-saved': 'We have saved your times.',
    paused: 'Your journey is paused. Come back whenever you like.',
    resumed: goesOn,
    'journey-over': 'This journey is over for you, so there was nothing to change.',
    'journey-left': 'You have left that journey. Nothing more comes from it.',
    'next-now':
      'You have asked for your next module. It goes out with our next emails, usually within minutes.',
    'next-later':
      'You get one email a day at most, and today’s has come or is on its way. So the next one comes on a later day: below you see when.',
    'next-on-its-way':
      'An email of this journey is on its way to you already, so we send no other at this moment.',
    'next-is-here': 'You have a module before you. Mark it as done, and you can have the next one.',
    'next-at-rest': 'Your journey is paused. Press “Go on” first.',
    'next-on-a-break': 'You are on a break. End it under “When your emails come”, and ask again.',
    'next-none': 'Every module of this journey that is meant for you has come.',
  },
  states: {
    starting: 'About to start.',
    running: 'Under way.',
    paused: 'Paused: no modules come until you go on.',
    completed: 'Finished.',
  },
  onBreak: day => `On a break until ${day}.`,
  progress: (done, of) => `${done} of ${of} modules done.`,
  atModule: 'You are at',
  afterThis: 'The next one comes once you have marked this one as done.',
  nothingLeft: 'Nothing is left to send in it at the moment.',
  comes: (module, day, part) => `Next comes “${module}”, on ${day}, ${inThePart[part]}.`,
  comesAgain: (module, day, part) => `“${module}” comes to you once more, on ${day}, ${inThePart[part]}.`,
  readNow: 'You need not wait for it: the link above opens it now.',
  comesSoon: module => `“${module}” goes out with our next emails, usually within minutes.`,
  onItsWay: module => `“${module}” is on its way to you.`,
  because,
  'next-now': 'Send me the next one now',
  pause: 'Pause',
  resume: 'Go on',
  had: modules =>
    modules === 1 ? 'The module that you have had' : `The ${modules} modules that you have had`,
  isDone: 'done',
  groups: {
    asked: {
      heading: 'A group for you',
      text: day =>
        `We asked you by email whether you would like to be introduced to a group. ${
          day === undefined
            ? 'You can change what you say until the group closes.'
            : `You can answer until ${day}, and change what you say until then.`
        }`,
      link: 'Answer, or change what you said',
    },
    introduced: {
      heading: 'Your circle',
      text: day =>
        `You are in a circle${day === undefined ? '' : ` until ${day}`}. The email that introduced you says with whom.`,
      link: 'Open the page of your circle',
    },
    unread: {
      heading: 'Your group',
      text: 'What is stored about a group of yours could not be read. It is kept as it is, and we know of it.',
    },
    where:
      'The button in that email leads to its page. Your private link does too. This page does not, because emails get forwarded.',
  },
  leaveOne: {
    heading: 'Leave this journey',
    text: 'Nothing more comes from it. Your other journeys go on.',
    button: 'Leave it',
  },
  ofJourney: title => `in the journey ${title}`,
  bring: {
    heading: 'Bring a colleague',
    text: 'Is there somebody who might like this too? A link of your own to pass on, or to print for the staff room.',
    link: 'Get my link',
  },
  times: 'When your emails come',
  days: { label: 'Days that suit you', hint: 'Tick none, and we choose ordinary days.' },
  parts: { label: 'Times that suit you', hint: 'Tick none, and we choose ordinary hours.' },
  pace: { label: 'How fast' },
  paces: {
    'as-written': { label: 'As the journey is written' },
    slower: { label: 'Slower', hint: 'Twice the time between modules.' },
  },
  breakUntil: { label: 'Take a break until', hint: 'No emails before this day. Write it in numbers.' },
  breakParts: { day: 'Day', month: 'Month', year: 'Year' },
  save: 'Save my times',
  leave: {
    heading: 'Leave everything',
    paragraphs: ['We stop all emails at once. You can sign up again whenever you like.'],
    button: 'Leave',
  },
  closed: {
    heading: 'Private settings',
    paragraphs: [
      'You can correct your details, change your email address, download what we hold about you, or have it all erased.',
      'Emails get passed on to others, so we first make sure that it is you: we mail you a link that works for 30 minutes.',
    ],
    button: 'Mail me the link',
  },
  open: {
    heading: 'Private settings',
    lead: 'These work for 30 minutes from when we mailed you the link.',
  },
  details: 'Correct your name, what you do and where you work',
  address: {
    heading: 'Change your email address',
    paragraphs: [
      'We send an email to the new address. The change counts once you press the button in it, and once more on the page that opens.',
    ],
  },
  download: {
    heading: 'Download your data',
    paragraphs: ['What we hold about you, in one file: to read yourself, or whole, for a program (JSON).'],
    toRead: 'Download my data to read',
    button: 'Download my data for a program',
  },
  erase: {
    heading: 'Erase everything',
    paragraphs: [
      'We delete all that we hold about you, and all emails stop. Nobody can undo this, not even we.',
    ],
    confirm: 'Yes, erase everything about me',
    button: 'Erase everything',
  },
}
