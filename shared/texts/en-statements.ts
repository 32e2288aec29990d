import type { StatementTexts } from './statement-texts.ts'

/** The statements in English. */
export const enStatements: StatementTexts = {
  privacy: ({ organisation, contact }) => ({
    title: 'How we look after your information',
    lead: `ShiftWorks is run by ${organisation}, who decides what your information is used for. Write to ${contact} about anything on this page.`,
    changed: '30 November 2026',
    sections: [
      {
        heading: 'What we hold, and why',
        items: [
          'Your email address: to send you the modules that you asked for, and to know that it is you.',
          'If you gave them, your first name, where you work, what you do and the times that suit you: to greet you, to choose the modules that fit and to send them when you can read them.',
          'What you agreed to, when and on which page: to be able to show that you wanted our emails.',
          'Which modules we sent you, which ones you marked as done, and when: to know what comes next.',
          'If you told us, whether you tried what a module asked: to count, over everybody, which ideas are of use. You can change it on the module’s page.',
          'What you write under a module’s question: for you alone. What you share of it: to be read by a person and then, without your name, shown to other learners. Only if you tick that too, it may also stand on a page that anybody can read.',
          'If you answered a module’s question, or guessed what others answered: your answer, your guess and your sector, to count them. Once a week we show how many of ten people of a sector chose each answer, and only where more than ten answered. Nobody is named. You can change your answer on the module’s page. Once you are erased, it stays as a number, with nothing that leads to you. Anybody can see how many people of each sector take part, in tens, and nothing of fewer than ten.',
          'If you join a round of circles: the name that you choose for it, where you work, your kind of work, when you could meet, and that you are 18 or over. About six people who joined see the name, where you work and your kind of work. Nobody sees what you say to a group that we propose, whether you met, or with whom you do not want to be put together again. Only people who said yes to the same group as you get your email address, and you get theirs.',
          'If you make a link to bring colleagues: its random name, until when it is good, and how many people came by it. Whoever has it sees that somebody they know thought of them, and never who. From ten people on we tell you how many came, in tens.',
          'If you came by such a link: that you did, to count it. By which one you came we keep until you confirm your sign-up, and no longer. Nowhere is it kept who brought whom.',
          'Whether an email could be delivered, or was reported as unwanted: to stop when we should.',
        ],
      },
      {
        heading: 'What we do not do',
        paragraphs: [
          'We use no cookies. We do not track whether you open an email or follow a link. We show no advertisements, sell nothing, and decide nothing about you. Your employer does not learn from us what you read.',
        ],
      },
      {
        heading: 'Why we may',
        paragraphs: [
          'We hold your information because you agreed to it (Article 6(1)(a) of the UK GDPR). You can take your agreement back at any time: every email has a link to leave.',
        ],
      },
      {
        heading: 'How long we keep it',
        items: [
          'If you do not confirm your sign-up: 30 days. What you fill in lies by itself until our computers have taken it in, which is a matter of seconds; where something fails on our side it waits there, and for 30 days at most.',
          'What you fill in on the sign-up form, once more: for an hour, for the page after it, on which you can correct your address and ask for the email again. Only that page’s own address opens it, and after the hour nothing does. It leaves our computers within about two days, also when you have your information erased meanwhile.',
          'While you take part, and after you leave: until you have it erased. After you leave we send nothing but what is asked for with your address: a private link, or the confirmation of a new sign-up.',
          'The address that you type to see or erase what we hold: until our computers have taken it in, as with a sign-up, and for an hour for the page after it. Beside you we then keep the scrambled network and domain that it was asked from until the email has gone out. Of an address that nobody here has, nothing else is kept.',
          'What you write under a module’s question: until you delete it, or for 12 months after you last pressed anything about it. What you share is private again if nobody has read it within 30 days. What you take back, no page and no new email shows; what has gone out in an email by then stays in people’s inboxes. When you leave, everything that you shared is taken back within some minutes.',
          'What you showed in a round of circles, what you said to a group, and what came of it: for a quarter of a year. With whom you were in a circle: for two years, so that you meet others. With whom you do not want to be put together again: until you have everything erased. When you leave, no email about a circle that we write from then on names you. An address that somebody has cannot be called back.',
          'Your link to bring colleagues: for a year, or until you stop it, make another, leave or have everything erased.',
          'If you are taken out of circles, you read so where you would join a round, until when, and how to object. We then keep that, and your address, scrambled, for 24 months, also when you have your information erased meanwhile.',
          'If a person finds more than once that you share what our rules say we do not show, or report what nothing is wrong with, you can no longer share, or your reports hide nothing at once. “What you have written” tells you so, and how to object. We then keep that, since when, and your address, scrambled with a secret key so that nobody can read it, for 24 months, also when you have your information erased meanwhile: so that it cannot be undone by signing up anew.',
          'When you have it erased: we delete it at once, and it leaves our backups within 35 days. Two things stay, for as long as there is ShiftWorks, and for some what the line above says. One is a random number, without a name or an address, so that an old message cannot bring your record back. The other is your address, and each spelling of it that reaches the same inbox, scrambled with a secret key so that nobody can read it, and when it was erased: so that nobody who brings us a list of people can sign you up again. You yourself can, at any time.',
          'When you change your address, the old one: for 7 days from when we told it of the change, so that the change can be undone from there. Nobody can sign up with it meanwhile. Then it goes, and at once if you have everything erased.',
          'When something fails on our side, we set the messages that it was about aside, so that nothing is lost. They may hold your name and address, are closed to everybody but those who mend it, and are gone after 14 days, also when you have your information erased meanwhile.',
          'To keep floods of sign-ups out we count them by network, by the domain of the address, and by mailbox, scrambled so that nobody can read them. Beside your sign-up, or a change of address, we keep the three of them until you confirm it, 30 days at most; beside an email that answers a sign-up of yours, until it has gone out. The counts of a mailbox go within ten days of the last email that they count, the others within two days.',
        ],
      },
      {
        heading: 'Who else handles it',
        paragraphs: [
          'Amazon Web Services stores the information and sends the emails on our behalf, in London. Nobody else gets it, but for the people of a circle to which you said yes, and unless the law makes us.',
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: [
          `You can do these yourself, on “My journey”, to which every email links. If you have left, or have no email of ours at hand, “See or erase what we hold about you” at the foot of every page mails you a private link. If no email can reach you, write to ${contact}.`,
        ],
        items: [
          'see and download everything that we hold about you',
          'change your address and your times',
          'pause, or leave',
          'have everything erased',
        ],
      },
      {
        heading: 'If you are not happy',
        paragraphs: [
          `Write to ${contact}, and we will try to put it right. You can also complain to the Information Commissioner’s Office, at ico.org.uk or on 0303 123 1113.`,
        ],
      },
    ],
  }),
  /** Which shared excerpts are shown, and which are not. */
  sharing: ({ organisation, contact }) => ({
    title: 'What we show of what you share',
    lead: `In some journeys you can share a few words with learners elsewhere. A person at ${organisation} reads them before anybody else does.`,
    changed: '30 November 2026',
    sections: [
      {
        heading: 'What is never shown',
        urgent: [
          'what you keep to yourself: nobody may read it, and only you see it',
          'your name, your address, or anything else that you did not write',
        ],
      },
      {
        heading: 'What we decline',
        urgent: [
          'words that could tell who somebody is: a name, a place and a day, a rare event',
          'details of somebody’s care',
          'words that blame a whole group of people',
          'advertising',
          'what does not answer the module’s question',
        ],
        paragraphs: [
          'Anger, doubt and bad days are welcome. You see the reason behind your private link, and can share other words instead. We may also suggest other words, which are shown only if you agree.',
          'Whoever reads is not told who you are. They see where you work, if you said, and how often something of yours was declined before.',
        ],
      },
      {
        heading: 'Not everything is read',
        paragraphs: [
          'We read as much as readers need, from every sector. What nobody has read within 30 days is private again.',
          'Learners elsewhere are shown it with a module. Only if you tick that too, it may also stand on the page “Learning together”, which anybody can read.',
        ],
      },
      {
        heading: 'Taking it back, and reporting',
        paragraphs: [
          'You can take back what you shared at any time. No page and no new email shows it from then on; what is in inboxes already stays there.',
          'Every voice has a button to report it. One that could tell who somebody is, is hidden at once until a person has looked at it.',
          `If you disagree with a decision, write to ${contact}.`,
        ],
      },
      {
        heading: 'This is no way to report a concern',
        paragraphs: [
          'Nobody watches what is written at all hours. In an emergency call 999. To raise a concern at work, use your employer’s way of speaking up.',
        ],
      },
    ],
  }),
  accessibility: ({ organisation, contact }) => ({
    title: 'Accessibility statement',
    lead: `ShiftWorks is run by ${organisation}. We want everybody to be able to use its pages and read its emails.`,
    changed: '23 November 2026',
    sections: [
      {
        heading: 'What you can do',
        items: [
          'zoom in to 400% and read on a phone 320 pixels wide, without scrolling sideways',
          'use everything with the keyboard alone, or with your voice',
          'listen with a screen reader',
          'change colours, contrast and fonts in your browser',
          'use every page without scripts, and read every email without pictures or as plain text',
        ],
      },
      {
        heading: 'How accessible it is',
        paragraphs: [
          'The pages and emails are made to meet the Web Content Accessibility Guidelines, version 2.2, at level AA. We know of nothing that does not.',
          'Some email programs change colours and sizes by themselves, and we cannot prevent that. Each email therefore links to the same text as a page.',
        ],
      },
      {
        heading: 'How we test it',
        paragraphs: [
          'Whenever the pages change, programs check every page with axe, walk through it with the keyboard, and look at it 320 pixels wide. No programs find everything, and no outside specialist has checked the pages yet. If something stands in your way, we would like to know.',
        ],
      },
      {
        heading: 'Tell us',
        paragraphs: [
          `Write to ${contact} if you cannot use something, or need a module in another form. We answer within ten working days.`,
          'If you are not happy with our answer, contact the Equality Advisory and Support Service at www.equalityadvisoryservice.com.',
        ],
      },
    ],
  }),
}
