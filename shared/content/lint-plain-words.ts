import { syllablesOf } from './lint-reading.ts'

/** Syllables in a word that is long for somebody who reads in a second language, at the end of a shift. */
const long = 5

/** Long by its syllables alone. */
const everyday = /^(any|every)body([’']s)?$/i

/** Known to everybody in health and care, and longer when written out. */
const known = /^(NHS|GP|GPs|UK|TV|OK)$/

/** Words of an English text that some of its readers will not know, each with what to do. */
export function unplainWords(text: string): string[] {
  const words = text.match(/\p{L}+(?:[&’']\p{L}+)*/gu) ?? []
  return [
    ...words
      .filter(word => !everyday.test(word) && syllablesOf(word) >= long)
      .map(word => `"${word}" is a long word; a plainer one is read by more people.`),
    ...words
      .filter(word => /^\p{Lu}[\p{Lu}&]{1,7}$/u.test(word) && !known.test(word))
      .map(word => `"${word}" is not known everywhere; write it out.`),
  ]
}
