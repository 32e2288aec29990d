import type { Field } from './field.ts'
import type { OthersTexts } from './others-texts.ts'

/** Texts about the questions of modules and the answers of others, for pages and emails. */
export interface MirrorTexts {
  /** Above the question in the form beside "done". */
  heading: string
  /** Says that answering is optional, and how answers are used. */
  hint: string
  guess: (people: string, option: string) => Field
  noGuess: string
  sector: Field
  people: OthersTexts['people']
  tenths: OthersTexts['tenths']
  button: string
  change: string
  guessStays: string
  answers: {
    heading: string
    you: (option: string) => string
    /** Replaces the learner's own answer for visitors who came by the email's link only. */
    kept: string
    guessed: OthersTexts['guessed']
    guessWaits: (people: string, option: string, guess: string) => string
    notEnough: string
    /** The table's title, its column of options, and the column of the learner's own sector. */
    table: string
    option: string
    own: (people: string) => string
    others: (people: string) => string
    /** The column of all sectors that can be shown. */
    all: string
    how: string
  }
}
