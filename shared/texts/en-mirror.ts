import { enOthers } from './en-others.ts'
import type { MirrorTexts } from './mirror-texts.ts'

/** English texts of the mirror. */
export const enMirror: MirrorTexts = {
  heading: 'One question before you go',
  hint: 'You need not answer. We count what people say and show it once a week, by sector and never by name.',
  guess: (people, option) => ({
    label: `Out of ten people ${people} who answered this, how many chose “${option}”?`,
    hint: 'A guess will do.',
  }),
  noGuess: 'I would rather not guess',
  sector: {
    label: 'Where do you work, or what brings you here?',
    hint: 'Your answer is counted with those of your sector. It also decides which modules are for you.',
  },
  people: enOthers.people,
  tenths: enOthers.tenths,
  button: 'Save my answer',
  change: 'Change my answer',
  guessStays: 'Your guess stays as it is, since you have seen what others said.',
  answers: {
    heading: 'What others said',
    kept: 'You have answered this. What you said is not shown here, because emails get forwarded.',
    you: option => `You said: “${option}”.`,
    guessed: enOthers.guessed,
    guessWaits: (people, option, guess) =>
      `You guessed that ${guess} people ${people} chose “${option}”. Not enough of them have answered yet to say.`,
    notEnough:
      'Not enough people have answered yet to show what others said. We count once a week, and look again then.',
    table: 'How many of ten people chose each answer',
    option: 'Answer',
    own: people => `People ${people}, like you`,
    others: people => `People ${people}`,
    all: 'Everybody whose sector can be shown',
    how: 'Counted once a week, and shown only where more than ten people answered.',
  },
}
