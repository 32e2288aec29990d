/** Replaces a repeated word by its index in the row's list of words, in base 36. */
export type NumberOf = (word: string) => string
/**
 * The word at an index.
 * @throws if the row's list has no such word.
 */
export type WordLookup = (number: string) => string

/** Leaves a word as it is. */
export const unchangedWord = (word: string): string => word

/**
 * The words of a row, each once. The list belongs to its row and is written with it, so that an index never means
 * another word, however the journey is edited.
 */
export function wordList(): { numberOf: NumberOf; text: () => string } {
  const places = new Map<string, number>()
  return {
    numberOf(word) {
      const place = places.get(word) ?? places.size
      places.set(word, place)
      return place.toString(36)
    },
    text: () => [...places.keys()].join(','),
  }
}

/**
 * How to resolve the indexes of a row.
 * @param list the row's words; without one, words are stored as they are.
 */
export function wordLookup(list: string | undefined): WordLookup {
  if (list === undefined) return unchangedWord
  const words = list.split(',')
  return number => {
    const word = words[Number.parseInt(number, 36)]
    if (word === undefined)
      throw new Error(`A row has no word ${number}: it was changed by something else than this system.`)
    return word
  }
}

/** Words in order, as a row stores them: `0,1,4`. */
export const wordsText = (words: readonly string[], numberOf: NumberOf): string =>
  words.map(numberOf).join(',')

/** Parses them. */
export const parseWords = (text: string, wordAt: WordLookup): string[] =>
  text === '' ? [] : text.split(',').map(wordAt)
