import type { InvitationTexts } from './invitation-texts.ts'

/** English texts about inviting a colleague. */
export const enInvitation: InvitationTexts = {
  title: 'Bring a colleague',
  lead: 'A link of your own, to pass on to somebody who might like this too.',
  rules: [
    'Whoever follows it reads that somebody they know thought of them. It never says who.',
    'You are not told who came. Once ten people have, we tell you so, and after that in tens.',
    'We write to nobody who has not asked, and you give us nobody’s address.',
    'It is good for one year. You can stop it at any time.',
  ],
  make: 'Make my link',
  saved: {
    'invitation-made': 'This is your link',
    'invitation-stopped': 'Your link is stopped',
  },
  yours: 'Your link',
  goodUntil: day => `It is good until ${day}.`,
  came: people => `At least ${people} people have come through your link.`,
  passOn: {
    heading: 'Pass it on',
    subject: 'I thought of you',
    words: url => `Hello,

I get short modules by email from ShiftWorks, and read them when a shift allows. They are for everybody in health and care, and I thought that they might be for you too.

Have a look, if you like:
${url}

It costs nothing. You can pause or leave whenever you want, and nobody tells me whether you came.`,
    email: 'Write an email with it',
    copy: { label: 'Words to copy', hint: 'For a message of your own. Change them as you like.' },
  },
  print: {
    heading: 'Print it',
    poster: 'A sheet for the staff room',
    card: 'A card for handover, with the question of your module',
    plainCard: 'A card for handover',
  },
  anew: {
    heading: 'A new link, or none',
    text: 'With a new link, the one before it greets nobody any more, and counts nobody. That goes for what you have printed, too. It still leads to the form.',
    button: 'Make a new link',
  },
  stop: 'Stop this link',
  sheet: {
    howToPrint:
      'Print this page with your browser. On a computer that is usually Ctrl and P; on a phone it is under Share.',
    code: url => `A code to scan, which leads to ${url}`,
    scan: 'Point the camera of your phone here, or type:',
  },
  poster: {
    title: 'Learning that fits around your shifts',
    lines: [
      'Short modules by email, for everybody in health and care. Read one on a break, when you like.',
      'Somebody here takes part, and thought of you.',
    ],
    foot: 'Free. Pause or leave whenever you like. Nobody here is told who comes.',
  },
  card: {
    title: 'To talk about at handover',
    question: 'What would you say?',
    withoutQuestion: 'What has gone well on this shift, and who made it so?',
    foot: 'Nobody has to answer, and nobody writes anything down.',
    comeAlong:
      'There is more of it by email, a short module at a time. Free, for everybody in health and care.',
  },
}
