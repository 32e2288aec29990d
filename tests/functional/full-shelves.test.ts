import { expect, it } from 'vitest'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { sampleToRead } from '../../shared/application/reflections/to-read.ts'
import { mixedHashOf } from '../../shared/domain/hash.ts'
import type { Verdict } from '../../shared/domain/reflections/reflection.ts'
import { isFull } from '../../shared/domain/reflections/shelf.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { reflectionStore } from '../../shared/store/reflections.ts'
import { generationOf, shelfStore } from '../../shared/store/shelves.ts'
import { voiceLanes, voiceStore } from '../../shared/store/voices.ts'
import { countingRandom } from '../../tools/simulation/simulated-deps.ts'
import { VirtualClock } from '../../tools/simulation/virtual-clock.ts'
import { journeyId, ManyTexts, wording } from '../support/many-texts.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const modules = Array.from({ length: 8 }, (_, place) => `module-${place}`)
const questions = modules.map(moduleId => ({ journeyId, moduleId, wording }))

/** A moderator declines four of ten. */
const verdictOn = (id: string, seed: string): Verdict =>
  mixedHashOf(`${id}${seed}`) % 10 < 6 ? { is: 'approve' } : { is: 'decline', reason: 'case-detail' }

it.each(['1', '2', '3'])(
  'of a million texts that were shared, at most 1,000 are read until every shelf is full (seed %s)',
  async seed => {
    const table = new ManyTexts(modules, 125_000, now)
    const deps = {
      clock: new VirtualClock(now),
      random: countingRandom(0),
      table,
      reflections: reflectionStore(table),
      voices: voiceStore(table),
      shelves: shelfStore(table),
      lanes: voiceLanes(table),
      unreadable: (id: string) => expect.fail(`${id} cannot be read.`),
    }
    expect(table.waiting).toBeGreaterThanOrEqual(999_900)
    const read = new Set<string>()
    for (let sample = 0; ; sample += 1) {
      const { enough, toRead } = await sampleToRead(deps, questions, { limit: 20, seed: `${seed}.${sample}` })
      if (enough) break
      expect(toRead.length).toBeGreaterThan(0)
      for (const { id } of toRead) {
        expect(read.has(id)).toBe(false)
        read.add(id)
        await judgeVoice(deps, id, verdictOn(id, seed), async () => true)
      }
      expect(read.size).toBeLessThanOrEqual(1000)
    }
    for (const question of questions) {
      const generation = generationOf(await deps.shelves.of(journeyId), question) ?? 0
      const shelf = await deps.shelves.shelf(question, generation)
      expect(isFull(shelf, now)).toBe(true)
      const voicesOf = sectors.slice(0, -1).map(of => shelf.filter(({ sector }) => sector === of).length)
      expect(Math.min(...voicesOf)).toBeGreaterThanOrEqual(4)
      expect(Math.max(...voicesOf)).toBeLessThanOrEqual(Math.min(...voicesOf) + 2)
    }
    expect(read.size).toBeGreaterThan(400)
  },
  60_000,
)
