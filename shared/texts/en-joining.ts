import type { JoiningTexts } from './joining-texts.ts'

/** English texts of the pages around signing up. */
export const enJoining: JoiningTexts = {
  journeys: {
    title: 'Choose a journey',
    lead: 'Each comes by email, a short module at a time. You can follow several: you get one email a day at most from all of them together.',
    choose: journey => `Sign up for ${journey}`,
    others: 'Other journeys',
    all: 'All journeys',
    unknown: {
      title: 'There is no journey of that name here',
      paragraphs: ['Perhaps the link lost a piece on its way, or the journey goes by another name now.'],
    },
    these: 'These there are',
  },
  thanks: {
    title: 'Look in your inbox',
    paragraphs: [
      'Thank you. If the address that you gave us can receive our emails, and we have not just written to it, an email is on its way.',
      'Open it, press its button within 7 days, and do what the page that opens says.',
    ],
    slow: 'So many sign-ups came in together with yours that these emails go out slowly. It may take some hours.',
    help: {
      heading: 'If it has not come in ten minutes',
      items: [
        'Look in your junk or spam folder, and mark the email as wanted.',
        'Check the address for a slip.',
        'Some workplaces hold back emails from new senders for a while. Your own address may be quicker.',
        'If you have asked us before, look for our first email too: to one mailbox we send at most two such emails an hour, three a day and five a week. The next one then comes later.',
      ],
    },
  },
  sent: {
    address: 'You gave us this address:',
    correct: {
      heading: 'Is there a slip in it?',
      field: {
        label: 'Your email address',
        hint: 'Correct it here. Whatever else you told us comes along. Emails that you have asked for so far may still go to the address that you typed first. Nothing begins there unless somebody presses the button in one of them.',
      },
      button: 'Use this address instead',
    },
    again: {
      button: 'Send it again',
      asked: {
        title: 'You have asked for the email again',
        text: 'If the address can receive our emails, and none is on its way already, we send another one: at once, unless two went to that mailbox within the hour, three within a day or five within a week. Then it comes later, or not at all.',
      },
    },
    over: {
      title: 'This page can be seen no more',
      paragraphs: [
        'What you filled in is shown for an hour only. It still counts: look in your inbox, and in your junk or spam folder.',
        'If no email has come, ask for it again.',
      ],
      signUp: 'Sign up',
    },
  },
  findMe: {
    title: 'See or erase what we hold about you',
    paragraphs: [
      'Type your email address, and we mail a private link there. Behind it you download what we hold about you, or have it all erased. It works also if you have left. The email has a link to stop all emails, too.',
      'We answer everybody alike, so that nobody can find out here who takes part.',
    ],
    field: { label: 'Your email address' },
    button: 'Mail me the link',
    byHand: {
      heading: 'If no email reaches you',
      text: 'We write to no address from which an email came back or was reported as unwanted. Then a person can send you what we hold, or erase it. Write to',
    },
    sent: {
      title: 'Look in your inbox',
      paragraphs: [
        'If this address can receive our emails, and belongs to somebody who takes part or took part, one with a private link comes there.',
        'The link works for 30 minutes from when we send it.',
      ],
      slow: 'So many people ask for emails at the moment that these go out slowly. It may take some hours.',
      help: {
        heading: 'If it has not come in ten minutes',
        items: [
          'Look in your junk or spam folder, and mark the email as wanted.',
          'Check the address for a slip. Perhaps you signed up with another one.',
          'If you have asked us before, look for our first email too: to one mailbox we send at most two such emails an hour, three a day and five a week. The next one then comes later, or not at all.',
        ],
      },
      hint: 'Correct it here.',
      asked: {
        title: 'You have asked for the email again',
        text: 'If the address can receive our emails and is known to us, and none is on its way already, we send another one: at once, unless two went to that mailbox within the hour, three within a day or five within a week. Then it comes later, or not at all.',
      },
    },
  },
  slip: {
    title: 'Which address is right?',
    paragraphs: [
      'The address that you typed looks like one with a slip in it. We have done nothing with it yet: please choose.',
    ],
    meant: 'Yes, I meant this one',
    typed: 'It is right as I typed it',
  },
}
