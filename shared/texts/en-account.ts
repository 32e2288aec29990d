import type { AccountTexts } from './account-texts.ts'

/** English texts of the pages behind account links. */
export const enAccount: AccountTexts = {
  confirm: {
    title: 'One press and you are in',
    paragraphs: [
      'Press the button to confirm your email address. Your first module then comes to your inbox, or the next one if you have been here before.',
    ],
    button: 'Start my journey',
    after: 'If you did not sign up, just close this page, and nothing happens.',
    asked: {
      heading: 'What was filled in for you',
      journey: 'Journey',
      firstName: 'First name',
      role: 'What you do',
      sector: 'Where you work',
      days: 'Days',
      parts: 'Times',
    },
    join: journey => ({
      title: `Join ${journey} too?`,
      paragraphs: [
        `Press the button, and ${journey} begins beside whatever you follow already. Nothing else of yours changes, and you still get one email a day at most from all your journeys together.`,
      ],
      button: `Join ${journey}`,
      after: 'If you did not ask for this, just close this page, and nothing happens.',
    }),
    own: 'Not what you want? Fill in the form yourself',
  },
  renew: {
    title: 'This link has run out',
    paragraphs: [
      'A link that confirms a sign-up works for 7 days. So nothing was changed.',
      'Press the button, and we mail a new one to the same address. Whatever was filled in stays as it was.',
    ],
    button: 'Mail me a new link',
    after: 'If you did not sign up, just close this page, and nothing happens.',
    asked: {
      title: 'You have asked for a new link',
      paragraphs: [
        'We mail it to the same address: at once, unless two such emails went there within the hour, three within a day or five within a week. Then it comes later.',
        'If it does not come, look in your junk or spam folder. It works for 7 days, too.',
      ],
    },
    full: {
      title: 'No new link can go out now',
      paragraphs: [
        'So many emails have gone to that mailbox lately that another would come too late. Nothing was changed.',
        'Please press the button again in some days, or sign up once more.',
      ],
    },
  },
  confirmed: {
    done: {
      title: 'Welcome to ShiftWorks',
      paragraphs: [
        'Your journey begins, and its modules come to your inbox. If you are new here and cannot see the first one in ten minutes, look in your junk or spam folder. If you have been here before, “My journey” says when the next one comes.',
        'Read it whenever you have a few quiet minutes. When you are done, press the button in it, and once more on the page that opens: then we plan the next one.',
        'Every email has a link to “My journey”, where you choose when modules come, take a break or leave.',
      ],
    },
    joined: journey => ({
      title: `You have joined ${journey}`,
      paragraphs: [
        `${journey} begins beside whatever you follow already. You get one email a day at most from all your journeys together, so its first module may come a day or two later.`,
        'Your times stay as they are. Every email has a link to “My journey”, where you choose when modules come, take a break or leave.',
      ],
    }),
    'completed-before': journey => ({
      title: `You have been through all of ${journey}`,
      paragraphs: [
        'You have finished it, so it does not begin again, and nothing has changed.',
        'Every module that you had stands on “My journey”, to read again whenever you like: each of our emails links to it.',
      ],
    }),
    'done-before': {
      title: 'You have confirmed this already',
      paragraphs: [
        'You are signed up, and there is nothing more to confirm.',
        'Where you are, and when the next email comes, stands on “My journey”: every module links to it.',
      ],
    },
    'in-already': {
      title: 'You are in already',
      paragraphs: [
        'You take part already, by another email than this one, so this one changes nothing.',
        'Where you are, and when the next email comes, stands on “My journey”: every module links to it.',
      ],
    },
  },
  details: {
    title: 'Your details',
    paragraphs: [
      'All of this is up to you. Leave a field blank, and we forget what stood in it.',
      'This page works for 30 minutes from when we mailed you the link.',
    ],
    more: {
      heading: 'Tell us more, if you like',
      paragraphs: [
        'None of it is needed. You can do it here for 30 minutes, and change it at any time from “My journey”.',
      ],
    },
    times: 'Choose when your emails come',
    timesHint: 'Tick what suits your shifts. Tick none, and we choose ordinary days and hours.',
    save: 'Save',
    saved: {
      'details-saved': 'We have saved what stands here.',
      'details-same': 'Nothing has changed: what stands here was saved already.',
    },
  },
  confirmAddress: {
    title: 'Use this address from now on?',
    paragraphs: [
      'Press the button, and your modules come to this inbox instead of the old one.',
      'If you are in a circle, or have said yes to one, its people read this address from then on, and no more the old one.',
    ],
    button: 'Use this address',
    after: 'If you did not ask for this, just close this page. Nothing will change.',
  },
  addressConfirmed: {
    title: 'Your new address is in use',
    paragraphs: [
      'All that we send you from now on comes to your new address.',
      'Links to “My journey” in earlier emails work no more: use those in the new ones. If you need them before the next one comes, sign up once more with your new address: you keep your place, and we mail you a fresh link. If your old address still takes emails, we tell it as well, and the change can be undone from there for 7 days.',
    ],
  },
  undoAddress: {
    title: 'Bring your emails back to this address?',
    paragraphs: [
      'Press the button, and our emails come to this address again. Links in emails to the other address open your settings no more.',
    ],
    button: 'Undo the change',
    after: 'If you changed your address yourself, just close this page. Nothing will change.',
  },
  addressUndone: {
    title: 'Your emails come to this address again',
    paragraphs: [
      'The change is undone. Links in emails that went to the other address open your settings no more.',
      'If you did not ask for the change, somebody has read a private link in this inbox. Make sure that nobody else can read it.',
    ],
  },
  addressTaken: {
    title: 'This address is in use already',
    paragraphs: [
      'Somebody signed up with this address before, so we cannot move your journey to it.',
      'If that was you, follow “See or erase what we hold about you” at the foot of this page, type this address, and have that sign-up erased. Then ask for the change again.',
    ],
  },
  privateLinkSent: {
    title: 'A link is on its way to you',
    paragraphs: [
      'Look in your inbox. The link opens “My journey” with your private settings, and works for 30 minutes from when we send it.',
      'If it does not come, look in your junk or spam folder. We send only a few such emails a day.',
    ],
  },
  newAddress: {
    field: { label: 'New email address' },
    asked: {
      title: 'Look in your new inbox',
      address: 'You want our emails to come to:',
      paragraphs: [
        'If that address can receive our emails, one comes there. Open it and press the button, and once more on the page that opens: then the change is made.',
        'Until then everything comes to your old address. To an address that was asked about often lately, the email comes later.',
      ],
      correct: 'Is there a slip in it?',
      button: 'Use this address instead',
    },
    none: {
      title: 'Change your email address',
      paragraphs: [
        'We write to the new address first. The change is made when you press the button in that email, and once more on the page that opens.',
      ],
      button: 'Change my address',
    },
  },
  erased: {
    done: {
      title: 'Everything about you is erased',
      paragraphs: [
        'We have deleted your address, what you wrote and what you have read. Answers that were counted stay as numbers with nothing that leads to you. No more emails will come, unless you sign up anew. An email that was already on its way may still reach you.',
        'Thank you for learning with us.',
      ],
    },
    'done-before': {
      title: 'This sign-up is erased',
      paragraphs: [
        'Everything that belonged to it is gone, and there is nothing left to erase.',
        'If you have signed up again since, that is a new sign-up. To erase it, open “My journey” from one of its emails, and ask for a private link there.',
      ],
    },
    'link-outdated': {
      title: 'Nothing was erased',
      paragraphs: [
        'This link is from an earlier time: you have signed up again since, or changed your address. So it does nothing any more.',
        'To erase what we hold, open “My journey” from our newest email, ask for a private link there, and press “Erase everything” behind it. If you have no email of ours, “See or erase what we hold about you” at the foot of this page mails you such a link.',
      ],
    },
  },
}
