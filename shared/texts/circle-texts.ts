import type { CardTexts } from './card-texts.ts'

/** The texts of the letters of circles, around the parts that are filled in for each reader. */
export interface CircleTexts extends CardTexts {
  letters: {
    proposal: {
      /** @param day the last day to answer, formatted for people */
      until: (day: string) => string
      kept: string
    }
    introduction: {
      who: string
      write: string
      toAll: string
      talk: (question: string) => string
      ways: string
      wayList: readonly string[]
      /** @param host the name of the first host; undefined: the reader */
      host: (host: string | undefined) => string
      subject: string
    }
    hosting: {
      asked: string
      words: string
      wordList: readonly string[]
      pass: string
    }
    ended: Readonly<Record<'over' | 'alone' | 'by-operator', readonly string[]>>
    nobody: Readonly<Record<'waits' | 'gone', string>>
  }
}
