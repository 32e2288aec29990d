import type { CircleTexts } from './circle-texts.ts'
import { enCards } from './en-cards.ts'

/** English texts of the letters of circles. */
export const enCircles: CircleTexts = {
  ...enCards,
  letters: {
    proposal: {
      until: day => `You can answer until ${day}.`,
      kept: 'Nobody is told what you say. If you say yes, those who said yes too get your email address, and you get theirs. An address that somebody has cannot be called back.',
    },
    introduction: {
      who: 'You all said yes to being introduced. So here you are:',
      write: 'What you write goes straight to them, and never through us.',
      toAll: 'Write to all of them',
      talk: question => `Something to begin with: “${question}”`,
      ways: 'Three ways to meet that cost nothing:',
      wayList: [
        'A call of half an hour, on the phone or with pictures.',
        'A walk, each where they are, on the phone together.',
        'Three emails in a week: one that asks, one that answers, one that says thank you.',
      ],
      host: host =>
        host === undefined
          ? 'You host first: by turn, not by title. It means that you write to the others and suggest a time.'
          : `${host} hosts first: by turn, not by title. That means to write to the others and suggest a time. Whoever likes may be quicker.`,
      subject: 'Our circle',
    },
    hosting: {
      asked: 'It is your turn to bring your circle together: by turn, not by title.',
      words: 'Words that you can send, as they are or in your own:',
      wordList: [
        'Hello everybody,',
        'it is my turn to bring us together. Shall we speak for half an hour next week? Tell me which times suit you.',
      ],
      pass: 'No time just now? Pass it on with one press, and the next one is asked. Nobody needs a reason.',
    },
    ended: {
      over: [
        'Your circle has had its six weeks, and we write to it no more. Thank you for taking part.',
        'You have each other’s addresses: whoever likes goes on without us.',
      ],
      alone: [
        'The others in your circle can take part no more, so it ends here. It says nothing about you. Thank you for taking part.',
      ],
      'by-operator': ['We have ended your circle. If you have a question, just answer this email.'],
    },
    nobody: {
      waits: 'You are among the first in the next round, and need not press again.',
      gone: 'The people whom we had in mind for you can take part no more. If you like, join the next round from “My journey”.',
    },
  },
}
