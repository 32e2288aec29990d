import { expect, it } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import type { CircleLetterKind } from '../../shared/domain/email-kind-groups.ts'
import type { Module } from '../../shared/domain/journey.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'
import type { Item, Write, Written } from '../../shared/store/table.ts'
import { shiftworksJourney } from '../../tools/bench/shiftworks-journey.ts'
import { sizeOfRow } from '../../tools/simulation/billing.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'

/** Remembers how large the row of a journey ever was, at any write. */
class WatchedTable extends MemoryTable {
  largest = 0
  override async write(write: Write): Promise<Written> {
    const written = await super.write(write)
    this.#watch()
    return written
  }
  override async transact(writes: readonly Write[]): Promise<Written> {
    const written = await super.transact(writes)
    this.#watch()
    return written
  }
  journeyRow(): Item | undefined {
    return this.rows.values().find(({ sk }) => sk.startsWith('E#'))
  }
  #watch(): void {
    const row = this.journeyRow()
    if (row) this.largest = Math.max(this.largest, sizeOfRow(row))
  }
}

const [sam, journeyId] = ['sam@example.org', 'shiftworks']
/** The one with the longest name. */
const own: Sector = 'local-government-and-public-health'
const others = sectors.filter(sector => sector !== own)

async function doesAndSays({ id: moduleId, question }: Module, about: Sector | undefined, world: World) {
  const { epoch } = (await world.person(sam)).learner
  const of = { journeyId, moduleId, epoch }
  const said = { question: question?.version ?? '', answer: 3, guess: 10, about }
  const reply = { said, isTruthKnown: false }
  const done = await world.execute(sam, { type: 'CompleteModule', ...of, via: 'page', reply })
  const tried = await world.execute(sam, { type: 'RecordTried', ...of, answer: 'not-for-me' })
  expect([done.outcome, tried.outcome]).toEqual(['done', 'done'])
}

it('the row of somebody who did, answered, guessed and tried all eight modules stays under 900 bytes at every write', async () => {
  const table = new WatchedTable()
  const world = new World(Date.parse('2026-11-23T09:00:00Z'), table)
  const published = await shiftworksJourney()
  await world.publish({ ...published, journey: { ...published.journey, version: 1 } })
  await world.learner(sam, { journeyId, sector: own })
  for (const [place, module] of published.journey.modules.entries()) {
    // Two reminders go out before every third is done.
    if (place % 3 === 0) await world.pass(12)
    await doesAndSays(module, others[place], world)
    await world.pass(5)
  }
  const { learner, rows } = await world.person(sam)
  expect(learner.enrolments[journeyId]).toMatchObject({ phase: { is: 'completed' } })
  expect(Object.keys(learner.enrolments[journeyId]?.replies ?? {})).toHaveLength(8)
  expect(Object.keys(learner.enrolments[journeyId]?.tried ?? {})).toHaveLength(8)
  expect(rows.enrolments[journeyId]?.history.match(/(^| )r:/g)).toHaveLength(6)
  expect(table.largest).toBeLessThan(900)
  expect(table.largest).toBeGreaterThan(700)
}, 60_000)

it('letters of a circle make that row larger by their own size alone, and nothing stays of them in its state', async () => {
  const table = new WatchedTable()
  const world = new World(Date.parse('2026-11-23T09:00:00Z'), table)
  const published = await shiftworksJourney()
  await world.publish({ ...published, journey: { ...published.journey, version: 1 } })
  await world.learner(sam, { journeyId, sector: own })
  const before = sizeOfRow(table.journeyRow() ?? expect.fail())
  const group = 'shiftworks.2026-11-29.12345'
  const at = world.clock.now()
  const plan = (kind: CircleLetterKind, of: string, days: number) =>
    world.execute(sam, { type: 'PlanCircleLetter', journeyId, kind, group: of, until: at + days * day })
  await plan('circle-proposal', group, 10)
  await plan('circle-introduction', `${group}.0`, 42)
  await plan('circle-hosting', `${group}.0.1`, 28)
  const { lt, ...rest } = table.journeyRow() ?? expect.fail()
  expect(String(lt).length).toBeLessThan(100)
  expect(sizeOfRow({ ...rest, lt } as Item) - before).toBeLessThan(350)
  await world.pass(60)
  await plan('circle-ended', `${group}.0`, 70)
  expect(String(table.journeyRow()?.['lt']).split(',')).toHaveLength(1)
})
