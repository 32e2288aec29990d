import { expect, it } from 'vitest'
import { closeInSegments } from '../../shared/application/close-mirror.ts'
import type { Module } from '../../shared/domain/journey.ts'
import { emptyTally, type Tally } from '../../shared/domain/mirror-tally.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { sizeOfRow } from '../../tools/simulation/billing.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { numbers } from '../support/numbers.ts'
import { aQuestion } from '../support/small-journey.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const groups = [...sectors, 'none']

/** As many modules as a journey may have, under names as long as may be, each with a question. */
const modulesAsking = (text: string): Module[] =>
  Array.from({ length: 100 }, (_, i) =>
    sampleModule(`${i}-`.padEnd(40, 'm'), { question: aQuestion(text), after: { days: i } }),
  )

/** Everybody of every sector has answered each question, and guessed about every other. */
function fullTally(modules: readonly Module[], below: (limit: number) => number): Tally {
  const tally = emptyTally()
  for (const { id, question } of modules)
    for (const group of groups) {
      const counts = Array.from({ length: 5 }, () => 11 + below(100_000))
      tally.cells[`${id}:${question?.version}:${group}`] = { counts, fresh: 100 }
      for (const about of sectors)
        tally.gaps[`${id}:${group}:${about}`] = { guesses: 11 + below(100_000), off: below(500_000) }
    }
  return tally
}

it('a journey of as many modules as may be is closed, whatever was said in it and however often it asks anew', async () => {
  const world = new World(monday)
  const mirror = mirrorStore(world.table)
  const deps = { clock: world.clock, library: world.deps.library, mirror, table: world.table }
  const next = numbers(7)
  const below = (limit: number) => Math.floor(next() * limit)
  const texts = ['What now?', 'What next?', 'And then?', 'And last?']
  const tallies: Tally[] = []
  for (const [time, text] of texts.entries()) {
    const modules = modulesAsking(text)
    await world.publish(sampleJourney('sample', modules, time + 1))
    const tally = fullTally(modules, below)
    tallies.push(tally)
    const { version } = await mirror.pass()
    const startedAt = world.clock.now()
    const pass = { startedAt, isCounted: true, rows: 1, unreadable: [], tallies: { sample: tally } }
    expect(await mirror.keepPass(pass, version)).toBe(true)
    expect((await closeInSegments(deps, startedAt)).is).toBe('closed')
    world.clock.setTo(startedAt + 60_000)
  }
  const last = tallies.at(-1)
  const shown = (await mirror.shown(throwUnreadable)).get('sample')
  expect(Object.keys(shown?.snapshot.cells ?? {})).toHaveLength(Object.keys(last?.cells ?? {}).length)
  expect(Object.keys((await mirror.closings('sample')).at(-1)?.gaps ?? {})).toHaveLength(13_200)
  const retired = (await mirror.retired(throwUnreadable)).get('sample')
  expect(Object.keys(retired ?? {})).toHaveLength(3 * 1200)
  const sizes = [...world.table.rows.values()].map(sizeOfRow)
  expect(Math.max(...sizes)).toBeLessThan(400_000)
})
