import type { CircleLetter } from '../domain/circles/letter.ts'
import { CircleLetterKind } from '../domain/email.ts'
import type { NumberOf, WordLookup } from './words.ts'

/** Placeholder for an absent value. */
const none = ''
const number = (value: number | undefined): string => (value === undefined ? none : value.toString(36))
const parsed = (text: string | undefined): number | undefined =>
  text === undefined || text === none ? undefined : Number.parseInt(text, 36)

function letterText(
  { kind, group, until, dueAt, rejections, sent }: CircleLetter,
  numberOf: NumberOf,
): string {
  const moments = [until, dueAt, rejections, sent?.at, sent?.occurrence].map(number)
  return [numberOf(kind), numberOf(group), ...moments].join(':').replace(/:+$/, '')
}

/** Letters about groups as a row stores them: kind and group by number, then what is known of each. */
export const lettersText = (letters: readonly CircleLetter[], numberOf: NumberOf): string =>
  letters.map(letter => letterText(letter, numberOf)).join(',')

function parseLetter(text: string, wordAt: WordLookup): CircleLetter {
  const [kind = '', group = '', ...moments] = text.split(':')
  const [until = 0, dueAt, rejections, at, occurrence] = moments.map(parsed)
  return {
    kind: CircleLetterKind.parse(wordAt(kind)),
    group: wordAt(group),
    until,
    ...(dueAt !== undefined && { dueAt }),
    ...(rejections !== undefined && { rejections }),
    ...(at !== undefined && occurrence !== undefined && { sent: { at, occurrence } }),
  }
}

/**
 * Parses them.
 * @throws on an unknown kind.
 */
export const parseLetters = (text: string, wordAt: WordLookup): CircleLetter[] =>
  text.split(',').map(one => parseLetter(one, wordAt))
