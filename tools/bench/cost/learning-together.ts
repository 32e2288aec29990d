import { cellName, type Snapshot } from '../../../shared/domain/mirror-snapshot.ts'
import { wordingVersion } from '../../../shared/domain/reflections/reflection.ts'
import { maxVoices, type Voice } from '../../../shared/domain/reflections/shelf.ts'
import { sectors } from '../../../shared/domain/sectors.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import { shelfStore } from '../../../shared/store/shelves.ts'
import type { Table } from '../../../shared/store/table.ts'

const journeyId = 'shiftworks'
const sample =
  'I asked the driver what he sees from his side that we do not. The step at the door, he said, and how long people wait for a lift home. We have put it in the notes since, and I say thank you.'

const voices = (at: number): Voice[] =>
  Array.from({ length: maxVoices }, (_, n) => ({
    id: `v${n}`.padStart(24, '0'),
    by: `w${n}`.padStart(24, '0'),
    text: `${n}. ${sample}`,
    sector: sectors[n % sectors.length] ?? 'something-else',
    isNamed: true,
    at,
  }))

/** Fills every shelf and the answers of every sector, so that each page and email shows all of it. */
export async function learnTogether(
  table: Pick<Table, 'name' | 'get' | 'query' | 'write' | 'transact'>,
  now: number,
): Promise<void> {
  const current = await journeyStore(table).current(journeyId, now)
  const { version = 1 } = current ?? {}
  const { journey } = await journeyStore(table).head(journeyId, version)
  const shelves = shelfStore(table)
  await shelves.change(await shelves.of(journeyId), { isOn: true })
  for (const { id: moduleId } of journey.modules) {
    const page = await journeyStore(table).page(journeyId, version, moduleId)
    const ref = { journeyId, moduleId, wording: wordingVersion(page?.reflection ?? '') }
    await table.transact(shelves.writes(await shelves.of(journeyId), ref, voices(now)))
  }
  const cells = journey.modules.flatMap(({ id, question }) =>
    question
      ? sectors.map(sector => {
          const counts = question.options.map((_, option) => 4 + option)
          return [cellName(id, question.version, sector), { counts, day: 0, since: now }] as const
        })
      : [],
  )
  const snapshot: Snapshot = { at: now, people: [...sectors], cells: Object.fromEntries(cells) }
  await mirrorStore(table).show(journeyId, { snapshot })
}

/**
 * What somebody writes beside “done”: one in ten writes a few words, one in fifty shares them.
 * @param person the person's number
 * @param done the number of modules that they have done
 */
export function wordsOf(person: number, done: number): Record<string, string> {
  const turn = person + 7 * done
  if (turn % 10 !== 0) return {}
  return { reflection: sample, ...(turn % 50 === 0 && { excerpt: sample }) }
}
