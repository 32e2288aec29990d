import { mixedHashOf } from '../../shared/domain/hash.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { type Reflection, unreadFor } from '../../shared/domain/reflections/reflection.ts'
import { type Sector, sectors } from '../../shared/domain/sectors.ts'
import { reflectionWrite } from '../../shared/store/reflections.ts'
import type { DueKey, Item, Key, Table } from '../../shared/store/table.ts'
import { voiceWrites } from '../../shared/store/voices.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'

/** Excerpts that wait together, evenly over the time for which they wait at most. */
interface Lane {
  moduleId: string
  sector: Sector | undefined
  count: number
  /** The number of its first excerpt. */
  first: number
}

export const journeyId = 'sample'
export const wording = 'w0rd1ng'
const idOf = (n: number): string => n.toString(36).padStart(24, '0')
const partitionOf = ({ moduleId, sector = 'unsaid' as Sector }: Lane): string =>
  `voices#${journeyId}#${moduleId}#${wording}#${sector}`

/** How many each sector writes to a module, those who named none last: the first writes most, the last two hardly anything. */
function sharesOf(texts: number): number[] {
  const [most, few] = [Math.floor(texts * 0.7), 4]
  const others = Math.floor((texts - most - 2 * few) / (sectors.length - 2))
  return [most, ...Array.from({ length: sectors.length - 2 }, () => others), few, few]
}

/** Lengths as people write: most of a sentence or two, some as long as may be. */
const words = (n: number): string =>
  'They asked me what I see. '.repeat(12).slice(0, 40 + (mixedHashOf(`${n}`) % 260))

/**
 * A table in which very many excerpts wait to be read, all of which follow from their number: only those that somebody looks
 * at are ever made. Whatever is written stands in memory like any other row.
 */
export class ManyTexts implements Pick<Table, 'get' | 'query' | 'write' | 'transact' | 'due'> {
  readonly name = 'many-texts'
  readonly #rows = new MemoryTable({ streams: false })
  readonly #lanes: readonly Lane[]
  readonly #made = new Set<number>()
  readonly #now: Instant

  /** @param texts how many of each module. */
  constructor(modules: readonly string[], texts: number, now: Instant) {
    this.#now = now
    let first = 0
    this.#lanes = modules.flatMap(moduleId =>
      [...sectors, undefined].map((sector, place) => {
        const lane = { moduleId, sector, count: sharesOf(texts)[place] ?? 0, first }
        first += lane.count
        return lane
      }),
    )
  }

  get waiting(): number {
    return this.#lanes.reduce((sum, { count }) => sum + count, 0)
  }

  async get(key: Key): Promise<Item | undefined> {
    const [kind, id = ''] = key.pk.split('#')
    if (kind === 'voice' || kind === 'reflection') await this.#make(Number.parseInt(id, 36))
    return this.#rows.get(key)
  }

  query = (pk: string) => this.#rows.query(pk)
  write: Table['write'] = write => this.#rows.write(write)
  transact: Table['transact'] = writes => this.#rows.transact(writes)

  async due(partition: string, until: number, limit: number, after?: DueKey): Promise<DueKey[]> {
    const lane = this.#lanes.find(one => partitionOf(one) === partition)
    const looked = await this.#rows.due(partition, until, limit, after)
    if (!lane) return looked
    const unlooked: DueKey[] = []
    const from = Math.ceil(Math.max(0, (after?.dueAt ?? 0) - this.#now) / this.#apart(lane))
    for (let place = from; place < lane.count && unlooked.length < limit; place += 1)
      if (!this.#made.has(lane.first + place)) unlooked.push(this.#keyOf(lane, place))
    return [...looked, ...unlooked].toSorted((a, b) => a.dueAt - b.dueAt).slice(0, limit)
  }

  #apart = ({ count }: Lane): number => unreadFor / (count + 1)
  #keyOf = (lane: Lane, place: number): DueKey => ({
    pk: `voice#${idOf(lane.first + place)}`,
    sk: 'voice',
    dueAt: Math.floor(this.#now + (place + 1) * this.#apart(lane)),
  })

  async #make(n: number): Promise<void> {
    const lane = this.#lanes.find(({ first, count }) => n >= first && n < first + count)
    if (!lane || this.#made.has(n)) return
    this.#made.add(n)
    const at = this.#keyOf(lane, n - lane.first).dueAt - unreadFor
    const { moduleId, sector } = lane
    const text: Reflection = {
      ...{
        learnerId: idOf(n),
        epoch: '00000001',
        journeyId,
        moduleId,
        wording,
        text: words(n),
        pressedAt: at,
      },
      sharing: { is: 'shared', voice: idOf(n), excerpt: words(n), at, ...(sector && { sector }) },
    }
    await this.#rows.transact([reflectionWrite(undefined, text), ...voiceWrites(undefined, text)])
  }
}
