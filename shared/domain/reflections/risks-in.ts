import { inNormalForm } from '../normal-form.ts'
import type { Mark } from './mark.ts'

const word = /[\p{L}\p{M}\p{N}\p{Cf}'’‘ʼ`´′＇]+/gu
/** Characters that are optional in words: `don’t`, `don't`, `dont`. */
const unwritten = /[^\p{L}\p{M}\p{N}]/gu

const plain = (written: string): string => inNormalForm(written, 'NFKC').toLowerCase().replace(unwritten, '')

/** A word of a text: its position, and the position of its letters among all letters. */
interface Word {
  letters: string
  at: number
  from: number
  to: number
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let at = 0
  for (const { 0: written, index } of text.matchAll(word)) {
    const letters = plain(written)
    if (letters !== '') words.push({ letters, at, from: index, to: index + written.length })
    at += letters.length
  }
  return words
}

const byFirstLetter = (phrases: readonly string[]): Map<string | undefined, string[]> =>
  Map.groupBy(new Set(phrases), phrase => phrase[0])

/**
 * Finds a journey's words of risk in a text, as whole words and whatever their case, apostrophes and spacing:
 * `self-harm` also matches `Self harm` and `selfharm`.
 */
export function risksIn(text: string, phrases: readonly string[]): Mark[] {
  const words = wordsOf(text)
  // Joined without separators, so that spacing makes no difference.
  const letters = words.map(one => one.letters).join('')
  const ends = new Map(words.map(one => [one.at + one.letters.length, one.to]))
  const known = byFirstLetter(phrases.map(plain))
  return words.flatMap(({ at, from }) =>
    (known.get(letters[at]) ?? []).flatMap(phrase => {
      const to = letters.startsWith(phrase, at) ? ends.get(at + phrase.length) : undefined
      return to === undefined ? [] : [{ kind: 'risk' as const, from, to }]
    }),
  )
}
