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
import { asItIs, parseWords, spelledBy } from './words.ts'

/** What a pass asks of each row, so that no more of it travels. */
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

/** Whom a row of a journey counts, and in which; undefined for every other row. @throws when it cannot be read. */
export function countedPerson(item: Item): (Counted & { journeyId: JourneyId }) | undefined {
  const journeyId = journeyIdOf(item)
  if (journeyId === undefined) return undefined
  const { p, sc: sector, dn, rp, w } = Row.parse(item)
  const done = parseWords(dn, asItIs).length
  return { journeyId, sector, phase: p.is, done, ...(rp && { replies: parseReplies(rp, spelledBy(w)) }) }
}

/**
 * What erased people had answered, as numbers: every answer under its own words, which may be thousands in a module. So there is a row
 * for each journey, version of a question and sector, and an erasure writes small ones.
 */
const erased = `${mirrorRows}erased`

type Named = [ModuleId, Reply]

/** As one answer is written down once nobody's name or day is with it. */
const nameOf = ([moduleId, reply]: Named): string => repliesText({ [moduleId]: { ...reply, day: 0 } })

const keyOf = (journeyId: JourneyId, [moduleId, { question, sector }]: Named): Key => ({
  pk: erased,
  sk: [journeyId, cellName(moduleId, question, sector)].join('#'),
})

/** The additions that keep what somebody who was erased had answered. */
export const erasedReplies = (
  replies: Readonly<Record<JourneyId, string>>,
): { update: Key; add: Record<string, number> }[] =>
  Object.entries(replies).flatMap(([journeyId, text]) =>
    Object.entries(parseReplies(text)).map(one => ({
      update: keyOf(journeyId, one),
      add: { [nameOf(one)]: 1 },
    })),
  )

/** Whether a partition's rows are what erased people had answered. */
export const erasedPartition = erased

/** What a row of the erased counts: every answer as often as it was given. */
export const erasedAnswers = ({ pk: _, sk, ...answers }: Item) => ({
  journeyId: sk.split('#')[0] ?? sk,
  answers: Object.entries(answers).map(([name, times]) => ({
    replies: parseReplies(name),
    times: Number(times),
  })),
})
