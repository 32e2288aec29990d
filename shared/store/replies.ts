import type { ModuleId } from '../domain/ids.ts'
import { Reply } from '../domain/mirror.ts'
import type { Sector } from '../domain/sectors.ts'
import { withoutUndefined } from '../domain/without-undefined.ts'
import { type NumberOf, unchangedWord, type WordLookup } from './words.ts'

/** The letter of each sector in rows. Never reuse a letter. */
const letters: Readonly<Record<Sector, string>> = {
  'nhs-hospital': 'a',
  'general-practice': 'b',
  'community-and-mental-health': 'c',
  ambulance: 'd',
  'social-care': 'e',
  'local-government-and-public-health': 'f',
  'voluntary-and-community': 'g',
  'education-and-research': 'h',
  student: 'i',
  'unpaid-carer': 'j',
  'something-else': 'k',
}
const sectorsByLetter = new Map(Object.entries(letters).map(([sector, letter]) => [letter, sector]))

/** Placeholder for an absent value. */
const none = '-'
const digit = (value: number | undefined): string => value?.toString(36) ?? none
const letter = (sector: Sector | undefined): string => (sector ? letters[sector] : none)
const fromDigit = (sign: string | undefined): number | undefined =>
  sign === undefined || sign === none ? undefined : Number.parseInt(sign, 36)

const replyText = ({ question, answer, guess, about, sector, day }: Reply): string =>
  `${question}.${digit(answer)}${digit(guess)}${letter(about)}${letter(sector)}${digit(day)}`

/** Replies to the questions of modules as a row stores them: `trust:1x8f.17daghk` for each module. */
export const repliesText = (
  replies: Readonly<Record<ModuleId, Reply>>,
  numberOf: NumberOf = unchangedWord,
): string =>
  Object.entries(replies)
    .map(([moduleId, reply]) => `${numberOf(moduleId)}:${replyText(reply)}`)
    .join(',')

function parseReply(text: string): Reply {
  const [question, signs = ''] = text.split('.')
  const [answer, guess, about = none, sector = none, ...day] = signs
  const read = withoutUndefined({
    question,
    answer: fromDigit(answer),
    guess: fromDigit(guess),
    about: sectorsByLetter.get(about),
    sector: sectorsByLetter.get(sector),
    day: fromDigit(day.join('')),
  })
  return Reply.parse(read)
}

/**
 * Parses them.
 * @throws on what no version of this system has written.
 */
export const parseReplies = (text: string, wordAt: WordLookup = unchangedWord): Record<ModuleId, Reply> =>
  Object.fromEntries(
    text.split(',').map(one => {
      const [moduleId = '', reply = ''] = one.split(':')
      return [wordAt(moduleId), parseReply(reply)]
    }),
  )
