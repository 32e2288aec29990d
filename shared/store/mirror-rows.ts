import * as z from 'zod/mini'
import { mirrorRows } from '../contracts/row-kinds.ts'
import type { JourneyId, ModuleId } from '../domain/ids.ts'
import type { Reply } from '../domain/mirror.ts'
import { cellName } from '../domain/mirror-snapshot.ts'
import type { Counted } from '../domain/mirror-tally.ts'
import { Sector } from '../domain/sectors.ts'
import { journeyIdOf } from './keys.ts'
import { parseReplies, repliesText } from './replies.ts'
import type { Item, Key } from './table.ts'
import { UnreadableRow, whyNot } from './unreadable-row.ts'
import { parseWords, unchangedWord, wordLookup } from './words.ts'

/** The attributes that a pass reads of each row. */
export const countedAttributes = ['pk', 'sk', 'p', 'sc', 'dn', 'rp', 'w'] as const

const Row = z.object({
  pk: z.string(),
  sk: z.string(),
  p: z.object({ is: z.enum(['waiting', 'reading', 'completed', 'left']) }),
  sc: z.optional(Sector),
  dn: z._default(z.string(), ''),
  rp: z.optional(z.string()),
  w: z.optional(z.string()),
})

/**
 * The person counted by a journey's row, and the journey; undefined for other rows.
 * @throws if it cannot be read.
 */
export function countedPerson(item: Item): (Counted & { journeyId: JourneyId }) | undefined {
  const journeyId = journeyIdOf(item)
  if (journeyId === undefined) return undefined
  const { p, sc: sector, dn, rp, w } = Row.parse(item)
  const done = parseWords(dn, unchangedWord).length
  return { journeyId, sector, phase: p.is, done, ...(rp && { replies: parseReplies(rp, wordLookup(w)) }) }
}

/**
 * The replies of erased people, as numbers under each reply's text. A module may have thousands of different ones, so
 * there is a row for each journey, question version and sector, which keeps writes small.
 */
const erased = `${mirrorRows}erased`

type Named = [ModuleId, Reply]

/** The text of a reply without name and day. */
const nameOf = ([moduleId, reply]: Named): string => repliesText({ [moduleId]: { ...reply, day: 0 } })

const keyOf = (journeyId: JourneyId, [moduleId, { question, sector }]: Named): Key => ({
  pk: erased,
  sk: [journeyId, cellName(moduleId, question, sector)].join('#'),
})

/** The additions that keep the replies of an erased person. */
export const erasedReplies = (
  replies: Readonly<Record<JourneyId, string>>,
): { update: Key; add: Record<string, number> }[] =>
  Object.entries(replies).flatMap(([journeyId, text]) =>
    Object.entries(parseReplies(text)).map(one => ({
      update: keyOf(journeyId, one),
      add: { [nameOf(one)]: 1 },
    })),
  )

/** Whether a partition has the answers of erased people. */
export const erasedPartition = erased

/** The replies in a row of erased people, with their numbers. @throws UnreadableRow */
export function erasedAnswers({ pk, sk, ...answers }: Item) {
  try {
    return { journeyId: sk.split('#')[0] ?? sk, answers: Object.entries(answers).map(answered) }
  } catch (error) {
    throw new UnreadableRow({ pk, sk }, error)
  }
}

const answered = ([name, times]: [string, unknown]) => ({ replies: parseReplies(name), times: Number(times) })

/** Why a row of erased replies is unreadable. Undefined for readable rows and for other rows. */
export const unreadableErased = (row: Item): UnreadableRow | undefined =>
  row.pk === erased ? whyNot(() => erasedAnswers(row)) : undefined
