import { enFormProblems } from './en-form-problems.ts'
import { goesOn } from './en-goes-on.ts'
import { enMirror } from './en-mirror.ts'
import { inThePart } from './en-parts-of-day.ts'
import { enReflections } from './en-reflections.ts'
import { enRoundOffers } from './en-round-offer.ts'
import { enTroubles } from './en-troubles.ts'
import { enWorkplaces } from './en-workplaces.ts'
import type { Message } from './messages.ts'
import type { Texts } from './texts.ts'

const haveLeft: Message = {
  title: 'You have left ShiftWorks',
  paragraphs: [
    'No more emails will come. An email that was already on its way may still reach you.',
    'We keep what we hold about you until you have it erased. You can do that yourself, or download it first: we mail you a private link.',
    'Thank you for the time that you spent with us.',
  ],
}

/** English, as spoken in the United Kingdom. */
export const en: Texts = {
  language: 'en-GB',
  pages: {
    frame: {
      name: 'ShiftWorks',
      skip: 'Skip to the main part of the page',
      home: 'ShiftWorks, to the first page',
      privacy: 'Privacy',
      accessibility: 'Accessibility',
      findMe: 'See or erase what we hold about you',
      footer: 'Learning together, for everybody who works in health and care.',
      help: organisation => `Run by ${organisation}. Stuck, or a question? Write to`,
      errorTitle: title => `Error: ${title}`,
      errorSummary: 'Something needs another look',
      errorPrefix: 'Error:',
      notice: 'Please note',
      saved: 'Done',
    },
    home: 'Go to the first page',
    changed: date => `Last changed on ${date}.`,
    sectors: {
      ...enWorkplaces,
      student: 'I am a student',
      'unpaid-carer': 'I care for somebody, unpaid',
      'something-else': 'Something else',
    },
    weekdays: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
    parts: {
      early: 'Early, 5am to 8am',
      daytime: 'Daytime, 8am to 5pm',
      evening: 'Evening, 5pm to 10pm',
      night: 'Night, 10pm to 5am',
    },
    problems: enFormProblems,
    signUp: {
      title: 'Learning that fits around your shifts',
      lead: 'Short learning by email, for everybody in health and care.',
      about: [
        'People from all over health and care learn together here: cleaners, carers, surgeons, students, volunteers, and everybody in between.',
        'There is no test, and nothing to learn by heart. Read an email on a break, and tell us when you are done. Only then do we plan the next one, and never more than one a day. Pause or leave whenever you like.',
      ],
      heading: 'Join in',
      email: { label: 'Email address', hint: 'Free, and all that we need.' },
      firstName: { label: 'First name (optional)', hint: 'So that we know how to greet you.' },
      sector: {
        label: 'Where you work (optional)',
        hint: 'So that you hear from people who work elsewhere.',
        none: 'Choose one',
      },
      role: {
        label: 'What you do, in your own words (optional)',
        hint: 'Such as porter, night nurse, or volunteer driver.',
      },
      days: { label: 'Days that suit you' },
      parts: { label: 'Times that suit you' },
      consent: {
        current: 'en-1',
        wordings: {
          'en-1':
            'Yes, please email me the modules of this journey, with a reminder now and then. I can stop at any time.',
        },
      },
      consentHint: 'We use what you tell us for this and nothing else.',
      privacy: 'How we look after your information',
      trap: 'Leave this empty',
      button: 'Sign me up',
      journeyHeading: 'What comes to your inbox',
      journeyLength: (journey, modules) =>
        `${journey}: ${modules === 1 ? '1 short module' : `${modules} short modules`}`,
      invited: {
        greeting: 'Somebody you know thought of you.',
        text: 'Who it was, we do not say. And we tell nobody whether you came.',
      },
      embed: {
        summary: 'Put this form on your own website',
        paragraphs: [
          'Copy this into your page. It needs no script.',
          'The form works once the people who run ShiftWorks have put your website on their list, with the address that people should return to.',
        ],
        code: 'Form to copy',
      },
    },
    unreachable: {
      title: 'We no longer email this address',
      text: 'An email from us came back from it, it was reported as unwanted, perhaps by a slip, or we were asked to stop. If you would like our emails, write to the address at the foot of this page.',
    },
    reflections: enReflections,
    rounds: enRoundOffers,
    module: {
      resumed: goesOn,
      position: (journey, number, of) => `${journey}: module ${number} of ${of}`,
      minutes: minutes => (minutes === 1 ? '1 minute to read' : `${minutes} minutes to read`),
      reflection: 'A question to take with you',
      inShort: 'In sixty seconds',
      button: 'I’ve done this module',
      done: 'Well done. This module is marked as done.',
      doneOf: (done, of) => `${done} of ${of} modules done`,
      again: 'Read the module again',
      tried: {
        question: 'Did you try it?',
        answers: { yes: 'Yes', 'not-yet': 'Not yet', 'not-for-me': 'Not for me' },
        said: {
          yes: 'You tried it. Thank you: that is how this spreads.',
          'not-yet': 'Not yet. It will keep until a shift comes that suits it.',
          'not-for-me': 'Not for you. Thank you for saying so: it helps us to write better ones.',
        },
      },
      next: (day, part) => `Your next module comes on ${day}, ${inThePart[part]}.`,
      nextSoon: 'Your next module goes out with our next emails, usually within minutes.',
      nextIsHere: 'You have another module before you: it is in our newest email.',
      paused: {
        title: 'Your journey is paused',
        text: 'No modules come from this journey until you press the button. You go on where you stopped.',
        button: 'Go on with my journey',
      },
      closed: {
        title: 'This journey is not published at the moment',
        text: 'So it cannot go on, and nothing comes from it. Your place in it is kept: look at this page again later.',
      },
      retired: {
        title: 'This module is no longer part of the journey',
        text: 'The journey has changed since we sent it to you. You have nothing to do here.',
      },
      finished: {
        title: 'You have finished the journey',
        text: 'Thank you for coming all this way. What you tried along the way is yours to keep, and to pass on.',
        lastEmail:
          'One last email is still to come, with every module to read again. After that, no more modules come from this journey.',
      },
      left: {
        title: 'You do not take part in this journey',
        text: 'You have left it, or have not confirmed your sign-up yet. You can still read this module.',
        gone: 'You have left it, or have not confirmed your sign-up yet. This module can be read here no more.',
        link: 'Sign up again',
      },
      preferences: 'My journey',
      bring: 'Bring a colleague',
    },
    mirror: enMirror,
    unsubscribe: {
      title: 'Stop all emails?',
      paragraphs: ['Press the button, and we send you nothing more.'],
      button: 'Stop all emails',
      broken: {
        title: 'This link to unsubscribe is broken',
        paragraphs: [
          'It lost a piece on its way, so it does not say whose emails are to stop. Nothing was changed.',
          'Go back to the email and try its link once more. Or type the address to which our emails come: we mail you a fresh link there, with which you stop them all.',
        ],
      },
      after:
        'If you only need some quiet, open “My journey” from one of our emails instead: you can pause there, or take a break until a day that you choose.',
    },
    left: {
      done: haveLeft,
      'done-before': haveLeft,
      'not-a-learner': {
        title: 'Nothing more comes from this sign-up',
        paragraphs: [
          'The sign-up that this link belongs to is gone, and nothing is sent because of it.',
          'If you still get emails from us, press the link to unsubscribe in the newest one.',
        ],
      },
      back: 'Changed your mind? Sign up again',
      open: {
        title: 'You have left ShiftWorks',
        paragraphs: [
          'No more emails come from your journeys. Here you can still download what we hold about you, or have it all erased.',
          'This page works for 30 minutes from when we mailed you the link.',
        ],
      },
    },
    link: {
      signUp: 'Sign up',
      findMe: 'Mail me a private link',
      expired: {
        title: 'This link has run out',
        paragraphs: [
          'Some links work only for a while, to keep you safe. So nothing was changed.',
          'If you wanted to see, change or erase something, ask for a new private link: on “My journey”, or below. If you were confirming something, ask for it once more where you did before.',
        ],
      },
      wrong: {
        title: 'This link does not work',
        paragraphs: [
          'It may have lost a piece on its way. Go back to the email and press its button again, or copy the whole address.',
          'If it still does not work, use the link to “My journey” in another of our emails. If you have none, we can mail you a private link.',
        ],
      },
      replaced: {
        title: 'This link is from an earlier sign-up',
        paragraphs: [
          'That sign-up is over: it was not confirmed in time, or you have left since, signed up again, or had it erased. So the link does nothing any more, and nothing was changed.',
          'Use the links in our newest email. If you have left and want to come back, sign up again.',
        ],
      },
      moved: {
        title: 'This link went to another address',
        paragraphs: [
          'Your emails have gone to another address since. To keep your settings yours, links that were mailed before do not open them any more, and nothing was changed.',
          'Use the links in the newest email at your present address. If none has come there yet, sign up once more with that address: you keep your place, and we mail you a fresh link. If you did not change your address, look here for our email about the change: it has a button to undo it.',
        ],
      },
      'not-undone': {
        title: 'This change cannot be undone any more',
        paragraphs: [
          'Its time is over, it was undone together with another one, or the sign-up is gone. So nothing was changed just now.',
          'If our emails should come here, change your address on “My journey”, from our newest email, or write to us at the address below.',
        ],
      },
      withdrawn: {
        title: 'This change of address does not count any more',
        paragraphs: [
          'Another change has been asked for since, or it was taken back. So this link changed nothing: our emails go where they went before.',
          'If you still want them at this address, open “My journey” from one of our emails and ask for the change again.',
        ],
      },
    },
    troubles: enTroubles,
  },
}
