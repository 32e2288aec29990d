import type { CardTexts } from './card-texts.ts'

/** What the letters of a circle say around what is filled in for each reader. */
export interface CircleTexts extends CardTexts {
  letters: {
    proposal: {
      /** @param day until when they can answer, as people say it. */
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
      /** @param host the name of who hosts first; undefined: its reader. */
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
