import type { Field } from './field.ts'
import type { OthersTexts } from './others-texts.ts'

/** What pages and emails say of the questions of modules, and of what others answered. */
export interface MirrorTexts {
  /** Above the question in the form beside "done". */
  heading: string
  /** That nobody has to answer, and what is made of it. */
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
    /** In its place, for who has come by the link alone. */
    kept: string
    guessed: OthersTexts['guessed']
    guessWaits: (people: string, option: string, guess: string) => string
    notEnough: string
    /** Of the table: its title, the column of options, and that of one's own sector. */
    table: string
    option: string
    own: (people: string) => string
    others: (people: string) => string
    /** Of everybody whose sector can be shown. */
    all: string
    how: string
  }
}
