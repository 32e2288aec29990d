import { syllablesOf } from './lint-reading.ts'

/** Syllables of a word that is hard for a tired reader with a second language. */
const long = 5

/** Words that are long only by their syllables. */
const everyday = /^(any|every)body([’']s)?$/i

/** Abbreviations that everybody in health and care knows. */
const known = /^(NHS|GP|GPs|UK|TV|OK)$/

/** Words of an English text that some readers will not know, each with advice. */
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
