/** In place of a word that a row says more than once: its place in the row's list of words, in base 36. */
export type NumberOf = (word: string) => string
/** The word of a number. @throws when the row's list has no such word. */
export type Spell = (number: string) => string

/** A word that stands for itself. */
export const asItIs = (word: string): string => word

/**
 * The words of a row, each spelled once. A list belongs to its row alone and is written with it, so no number ever means
 * another word, whatever becomes of the journey that its modules are in.
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

/** How the numbers in a row are read. @param list of its words; rows that have none spell every word. */
export function spelledBy(list: string | undefined): Spell {
  if (list === undefined) return asItIs
  const words = list.split(',')
  return number => {
    const word = words[Number.parseInt(number, 36)]
    if (word === undefined)
      throw new Error(`A row has no word ${number}: it was changed by something else than this system.`)
    return word
  }
}

/** Words in their order, as a row holds them: `0,1,4`. */
export const wordsText = (words: readonly string[], numberOf: NumberOf): string =>
  words.map(numberOf).join(',')

/** Reads them back. */
export const parseWords = (text: string, spell: Spell): string[] =>
  text === '' ? [] : text.split(',').map(spell)
