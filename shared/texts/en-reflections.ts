import { maxSaid } from '../domain/reflections/shelf.ts'
import { enOthers } from './en-others.ts'
import type { ReflectionTexts } from './reflection-texts.ts'

/** English texts about what learners write and share. */
export const enReflections: ReflectionTexts = {
  form: {
    heading: 'Write a few words, if you like',
    hint: 'Up to 1,000 characters. It is for you alone, unless you share a part of it.',
    hintAlone: 'Up to 1,000 characters. It is for you alone.',
    excerpt: {
      label: 'What you would share of it',
      hint: 'Up to 300 characters, shown without your name to learners elsewhere. Leave this empty to share nothing.',
    },
    promises: [
      'A person reads what you share before anyone else does. Nobody may read what you keep to yourself. This is no way to report a concern.',
      'You can take it back at any time. What has gone out in an email by then stays in people’s inboxes.',
    ],
    policy: 'What we show, and what we do not',
    button: 'Keep what I wrote',
    sure: { label: 'I have looked at it, and want to keep it like this' },
    everybody: {
      label: 'Show it on the page “Learning together” too, which anybody can read',
    },
    notKept: 'The module is marked as done. What you wrote is not kept yet: please look at it once more.',
    notShared:
      'The module is marked as done, and what you wrote is kept, for you alone. Nothing of it is shared yet: please look at what you would share once more.',
    marked: words => `“${words}” looks as if it could tell who somebody is. Could you say it without?`,
    kept: {
      title: 'We have kept what you wrote.',
      text: 'To see it, change it or delete it, ask for the private link in My journey. This page never shows it, because emails get forwarded.',
    },
    shared: 'A person reads what you shared before anybody else does.',
    problems: {
      'text-missing': 'Write something first',
      'text-long': 'Shorten your answer to 1,000 characters',
      'excerpt-missing': 'Write what you would share',
      'excerpt-long': 'Shorten what you share to 300 characters',
      marked: 'Look at what is marked, and decide whether to keep it',
      'written-before':
        'You have written about this module before. Ask for the private link in My journey to change it',
      unreadable:
        'What you wrote about this module before could not be read. We know of it, and keep nothing in its place until it is mended',
      'remove-unconfirmed': 'Tick the box if you want this text deleted',
      busy: 'That did not work, because something else was being saved. Please press the button once more',
    },
  },
  help: {
    title: 'If somebody may be in danger, here is help',
    urgent: [
      'In an emergency call 999.',
      'For urgent medical help, or help with your mental health, call 111.',
      'Samaritans listen at any hour, free of charge: 116 123.',
    ],
    speakingUp:
      'To raise a concern at work, use your employer’s way of speaking up, such as a Freedom to Speak Up Guardian.',
    noReport: 'What you write here raises no concern with anybody.',
  },
  voices: {
    heading: 'From others who did this module',
    from: enOthers.from,
    thanks: 'Say thank you',
    which: number => `for text ${number}`,
    report: {
      summary: 'Something is wrong with this',
      lead: 'A person looks at what is reported.',
      identifies: 'It could tell who somebody is',
      other: 'Something else is wrong',
    },
    said: {
      'voice-thanked': 'Thank you for saying thank you.',
      'voice-reported': 'Thank you. A few more readers have to say so before it is hidden.',
      'voice-hidden': 'Thank you. It is hidden until a person has looked at it.',
    },
  },
  page: {
    title: 'What you have written',
    lead: 'Only you can read this, by this link of 30 minutes. Nobody may read what you keep to yourself.',
    none: 'You have not written anything yet. Each module ends in a question: on its page you can write a few words.',
    link: 'See, change or delete what you have written',
    notRead: texts =>
      `${texts === 1 ? 'One of your texts' : `${texts} of your texts`} could not be read, and ${texts === 1 ? 'is' : 'are'} not shown here. Nothing was deleted, and we know of it.`,
    text: 'Your text',
    excerpt: { label: 'What to share', hint: 'Up to 300 characters, without your name.' },
    save: 'Save the text',
    share: 'Share this excerpt',
    takeBack: 'Take it back',
    remove: 'Delete the text',
    removeConfirm: 'Yes, delete it for ever',
    agree: 'Agree to these words',
    bars: {
      label: 'Please note',
      sharing: {
        title: 'You cannot share excerpts',
        text: (until, contact) =>
          `More than once, a person found that what you shared is of a kind that we do not show. So nothing of yours is shown, and you can share nothing until ${until}. You can go on writing for yourself. If you disagree, write to ${contact}: somebody looks at it again.`,
      },
      reporting: {
        title: 'Your reports count together with those of others',
        text: (until, contact) =>
          `More than once, a person found nothing wrong with what you had reported. So until ${until} a report of yours hides nothing at once, and counts together with those of other readers. If you disagree, write to ${contact}: somebody looks at it again.`,
      },
    },
    saved: {
      'text-kept': 'We have kept your text.',
      'text-gone': 'Your text is deleted.',
      'excerpt-shared': 'Your excerpt waits for a person to read it.',
      'excerpt-taken-back': 'You have taken it back. No page and no new email shows it from now on.',
      'redaction-agreed': 'Thank you. Your excerpt waits for a person to read it in its new words.',
    },
    states: {
      private: 'You share nothing of this.',
      shared: 'You shared this. It waits for a person to read it, and nobody else sees it until then:',
      approved: 'A person has read this, and learners elsewhere may be shown it:',
      declined: 'A person has read this, and we do not show it to others:',
      'redaction-proposed': 'A person has read this, and would show it in other words:',
      reported: 'A reader reported this. It is hidden until a person has looked at it:',
      escalated:
        'A person has read this and was concerned. We do not show it to others, and somebody responsible has been told:',
      unread: 'Nobody read this within 30 days, so it is private again:',
    },
    reasons: {
      'identifies-somebody': 'It could tell who somebody is. Could you say it without what points at them?',
      'blames-a-group':
        'It could be read as blaming a whole group of people. Could you say what happened, and what you felt?',
      'case-detail':
        'It holds details of somebody’s care, which are theirs to tell. Could you say what you took from it?',
      advertising: 'It recommends a product or a service, and we show none of those.',
      'off-the-question':
        'It does not answer this module’s question, so readers would miss what it is about.',
    },
    proposal: 'The words that we would show, if you agree:',
    everybody: 'You want it on the page “Learning together” too, which anybody can read.',
    thanked: readers =>
      readers >= maxSaid
        ? `${maxSaid} readers or more have said thank you for it.`
        : `${readers} readers have said thank you for it.`,
  },
}
