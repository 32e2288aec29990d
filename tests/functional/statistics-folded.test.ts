import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeadLetteredRecord } from '../../shared/adapters/dead-letter-sink.ts'
import {
  lateAfter,
  type PublishDeps,
  publishEvents,
  publishRedriven,
  type StreamRecord,
} from '../../shared/application/publish.ts'
import { hour } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import type { Table } from '../../shared/store/table.ts'
import { World } from '../../tools/simulation/world.ts'
import { type TableSource, tableSources } from '../support/tables.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** When Lambda gives a record up (infra/functions/publish-events.ts). */
const givenUpAfter = 23 * hour

type NewImage = Record<string, unknown>

/**
 * Writes of the table: people sign up, and name another sector once their journey has begun, which is counted in a row and taken off
 * another.
 */
async function writesOf(people: number): Promise<NewImage[]> {
  const world = new World(monday)
  await world.publish()
  const emails = Array.from({ length: people }, (_, n) => `person${n}@example.org`)
  for (const email of emails) await world.learner(email, { sector: 'ambulance' })
  world.table.stream.splice(0)
  for (const email of emails) {
    await world.execute(email, { type: 'NameSector', sector: 'student' })
    await world.signUp(`another-${email}`)
  }
  const isCounted = ({ sk, sw }: NewImage) => sw !== undefined || (sk as { S: string }).S === 'profile'
  return world.table.stream.map(({ newImage }) => newImage).filter(isCounted)
}

/** Where a worker's writes may fail; `nowhere` is nowhere. */
const faults = ['nowhere', 'ambulance', 'student', 'everywhere'] as const
type Fault = (typeof faults)[number]

const hits = (fault: Fault, sk: string): boolean => fault === 'everywhere' || sk.includes(`#${fault}#`)

/** A table that fails at what stands in the rows of figures of one sector. */
function faulty(table: Table, fault: () => Fault): Pick<Table, 'get' | 'query' | 'write' | 'transact'> {
  const check = (writes: readonly Parameters<Table['write']>[0][]) => {
    const rows = writes.flatMap(write =>
      'update' in write && write.update.pk.startsWith('counters#') ? write.update.sk : [],
    )
    if (rows.some(sk => hits(fault(), sk))) throw new Error('A partition is away.')
  }
  return {
    get: key => table.get(key),
    query: (pk, begins) => table.query(pk, begins),
    write: async write => {
      check([write])
      return table.write(write)
    },
    transact: async writes => {
      check(writes)
      return table.transact(writes)
    },
  }
}

interface Letter {
  shard: string
  record: StreamRecord
}

/** A shard of the stream as Lambda reads it, its closing, and what becomes of records that it gives up. */
class Reader {
  readonly letters: Letter[] = []
  readonly told = new Set<NewImage>()
  now = monday + hour
  fault: Fault = 'nowhere'
  #shard = 0
  #sequence = 0
  #last: StreamRecord[] = []
  readonly #damaged = new Map<StreamRecord, NewImage>()
  readonly #deps: PublishDeps

  constructor(table: Table) {
    const deadLetter = async ({ shard, record }: DeadLetteredRecord) => {
      this.letters.push({ shard, record: record as StreamRecord })
    }
    this.#deps = {
      clock: { now: () => this.now },
      bus: { put: async () => {} },
      deadLetterSink: { deadLetter },
      counters: counterStore(faulty(table, () => this.fault)),
      isErased: async () => false,
    }
  }

  get #name(): string {
    return `shard-${this.#shard}`
  }

  /** Some writes reach the shard, of which one may be unreadable, and are told until they are taken or given up. */
  async tell(images: readonly NewImage[], damaged: number | undefined): Promise<void> {
    const batch = images.map((newImage, i) => {
      this.told.add(newImage)
      this.#sequence += 1
      const record = { sequenceNumber: String(this.#sequence), newImage, writtenAt: this.now }
      if (i !== damaged) return record
      const broken = { ...record, newImage: { ...newImage, f: { S: 'not JSON' } } }
      this.#damaged.set(broken, newImage)
      return broken
    })
    if (batch.length === 0) return
    this.#last = batch
    if (await this.#try(batch)) return
    for (const record of batch) if (!(await this.#try([record]))) await this.#tryForADay(record)
  }

  async #try(batch: readonly StreamRecord[]): Promise<boolean> {
    try {
      await publishEvents(this.#deps, this.#name, batch)
      return true
    } catch {
      return false
    }
  }

  /** The last tries before a record is given up: it is kept with its shard, and the shard goes on. */
  async #tryForADay(record: StreamRecord): Promise<void> {
    this.now = Math.max(this.now, (record.writtenAt ?? 0) + lateAfter + 1)
    const taken = (await this.#try([record])) || (await this.#try([record]))
    this.now = Math.max(this.now, (record.writtenAt ?? 0) + givenUpAfter)
    if (!taken) this.letters.push({ shard: this.#name, record })
  }

  /** Lambda tells the last batch again, as when an answer is lost. */
  async tellAgain(): Promise<void> {
    const [first] = this.#last
    if (first && this.now - (first.writtenAt ?? 0) < givenUpAfter) await this.#try(this.#last)
  }

  close(): void {
    this.#shard += 1
    this.#last = []
  }

  async fold(max: number): Promise<void> {
    await this.#deps.counters.fold(['account', 'sample'], this.now, max).catch(() => undefined)
  }

  /** An operator gives a letter another chance; it may stay where it was. */
  async redrive(place: number): Promise<void> {
    const letter = this.letters[place % Math.max(1, this.letters.length)]
    if (!letter) return
    const newImage = this.#damaged.get(letter.record) ?? letter.record.newImage
    const record = { ...letter.record, newImage }
    await publishRedriven(this.#deps, letter.shard, [record]).catch(() => undefined)
  }

  async redriveAll(): Promise<void> {
    for (const place of this.letters.keys()) await this.redrive(place)
  }
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('tell' as const),
      count: fc.integer({ min: 1, max: 5 }),
      damaged: fc.option(fc.nat(5), { nil: undefined }),
    }),
  },
  fc.record({ is: fc.constant('tell again' as const) }),
  fc.record({ is: fc.constant('close' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('fold' as const), max: fc.constantFrom(1, 3, 1000) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('redrive' as const), place: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('fault' as const), fault: fc.constantFrom(...faults) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take(reader: Reader, images: NewImage[], one: Step): Promise<void> {
  switch (one.is) {
    case 'tell':
      return reader.tell(images.splice(0, one.count), one.damaged)
    case 'tell again':
      return reader.tellAgain()
    case 'close':
      return reader.close()
    case 'pass':
      reader.now += one.hours * hour
      return
    case 'fold':
      return reader.fold(one.max)
    case 'redrive':
      return reader.redrive(one.place)
    case 'fault':
      reader.fault = one.fault
  }
}

/** What the figures say, without what is 0, and whose rows they stand in: of which shards, `folded` or `marked`. */
async function counted(table: Table): Promise<{ figures: Record<string, number>; of: string[] }> {
  const figures: Record<string, number> = {}
  const of = new Set<string>()
  for (const journeyId of ['sample', 'account']) {
    const days = await readDailyStatistics(table, 'counters', journeyId, '2026-11-01', '2027-03-31')
    for (const { day, sector, statistics } of days)
      for (const [name, count] of Object.entries(statistics))
        if (count !== 0) figures[`${journeyId} ${day} ${sector} ${name}`] = count
    for (const [name, count] of Object.entries(await counterStore(table).ofJourney(journeyId)))
      if (count !== 0) figures[`${journeyId} ${name}`] = count
    for (const { sk } of await table.query(`counters#${journeyId}`)) of.add(sk.replace(/.*#/, ''))
  }
  return { figures, of: [...of].sort() }
}

describe.each(tableSources)('figures on $name', ({ name, start }) => {
  let source: TableSource
  let all: NewImage[]
  beforeAll(async () => {
    source = await start()
    all = await writesOf(20)
  })
  afterAll(() => source.stop())

  /** What these writes come to, each told once and nothing going wrong. */
  async function once(images: Iterable<NewImage>): Promise<Record<string, number>> {
    const table = await source.newTable()
    await new Reader(table).tell([...images], undefined)
    return (await counted(table)).figures
  }

  it('count each record once, however batches, shards, folds, parking and redrives fall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async steps => {
        const table = await source.newTable()
        const reader = new Reader(table)
        const images = [...all]
        for (const one of steps) await take(reader, images, one)
        reader.fault = 'nowhere'
        await reader.redriveAll()
        reader.close()
        reader.now += 49 * hour
        await reader.fold(1000)
        await reader.redriveAll()
        const { figures, of } = await counted(table)
        expect(figures).toEqual(await once(reader.told))
        // Of all shards that there were, one row is left for each day and sector, and one for what carries a mark.
        expect(['folded', 'marked']).toEqual(expect.arrayContaining(of))
      }),
      { numRuns: name === 'memory' ? 150 : 4 },
    )
  })

  it('leave a shard that counts now alone, and one that was closed two days ago is gone at once with its figures moved', async () => {
    const table = await source.newTable()
    const reader = new Reader(table)
    await reader.tell(all.slice(0, 3), undefined)
    reader.now += 47 * hour
    await reader.fold(1000)
    expect((await counted(table)).of).toEqual(['shard-0'])
    reader.close()
    await reader.tell(all.slice(3, 5), undefined)
    const until = await counterStore(table).countedUntil('sample')
    reader.now += 2 * hour
    await reader.fold(1000)
    expect(await counted(table)).toEqual({
      figures: await once(all.slice(0, 5)),
      of: ['folded', 'shard-1'],
    })
    expect(await counterStore(table).countedUntil('sample')).toBe(until)
  })

  it('move once where two fold at one moment', async () => {
    const table = await source.newTable()
    const reader = new Reader(table)
    for (let shard = 0; shard < 4; shard += 1) {
      await reader.tell(all.slice(shard * 2, shard * 2 + 2), undefined)
      reader.close()
    }
    reader.now += 49 * hour
    await Promise.all([reader.fold(1000), reader.fold(1000), reader.fold(1000)])
    const figures = await once(all.slice(0, 8))
    expect((await counted(table)).figures).toEqual(figures)
    await reader.fold(1000)
    expect(await counted(table)).toEqual({ figures, of: ['folded'] })
  })
})
