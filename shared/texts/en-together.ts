import type { TogetherTexts } from './together-texts.ts'

/** English texts of the public page about all learners. */
export const enTogether: TogetherTexts = {
  title: 'Learning together',
  lead: 'Who learns here, and how well we know each other.',
  how: 'Counted once a week, on Monday night. Counts are rounded to tens, a count that changes by fewer than ten stays as it was, and nothing about fewer than ten people is shown.',
  none: {
    title: 'Nothing to show yet',
    paragraphs: [
      'We count once a week, on Monday night, and show nothing about fewer than ten people. Look again once more of us are here.',
    ],
  },
  people: count => `About ${count} people take part.`,
  modulesDone: count => `They have marked about ${count} modules as done.`,
  invited: count => `About ${count} people came because a colleague thought of them.`,
  table: 'Who takes part',
  who: 'People …',
  count: 'How many',
  about: count => `about ${count}`,
  unnamed: 'who have not said where they work',
  surprise: {
    heading: 'What surprised us most',
    off: tenths => `People guessed what others would say, and were ${tenths} in 10 out on average.`,
  },
  circles: {
    heading: 'Meeting each other',
    met: count =>
      `About ${count} circles have met. In a circle a few people from different parts of health and care, who might never have come across each other, get to talk.`,
    introduced: count => `About ${count} circles have been introduced so far.`,
    across: (tenths, byChance) =>
      `Of every ten pairs in them, about ${tenths} work in different parts of health and care. Chance alone would have made it about ${byChance}.`,
    worthIt: tenths => `About ${tenths} in 10 of those who told us found it worth it.`,
  },
  gaps: {
    heading: 'How far off we are about each other',
    lead: 'With each module people may guess how many of ten in another part of health and care chose an answer. The smaller the number, the better we know each other.',
    table: 'How far guesses were out on average, counted over all of them until that day',
    day: 'Counted on',
    off: 'Out by',
    outOfTen: tenths => `${tenths} in 10`,
  },
  voices: 'In their own words',
  invitation: (people, corners) =>
    corners < 2
      ? `About ${people} people learn here together.`
      : `About ${people} people from ${corners} corners of health and care learn here together.`,
}
