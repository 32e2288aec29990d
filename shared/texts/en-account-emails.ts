import type { EmailTexts } from './email-texts.ts'

/** The texts of emails about a sign-up, a link or an address, in British English. */
export const enAccountEmails: Pick<
  EmailTexts,
  | 'confirm'
  | 'join'
  | 'alreadyWithUs'
  | 'completedAlready'
  | 'privateLink'
  | 'findMe'
  | 'circlesRemoved'
  | 'confirmAddress'
  | 'addressChanged'
> = {
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
