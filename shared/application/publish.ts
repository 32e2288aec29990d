import * as z from 'zod/mini'
import type { FactBus, OutgoingFact } from '../adapters/fact-bus.ts'
import type { Parking } from '../adapters/parking.ts'
import { FactDetail, factId, isPublished } from '../contracts/bus.ts'
import { isDueNow } from '../domain/due-now.ts'
import { Fact } from '../domain/facts.ts'
import type { CounterStore } from '../store/counters.ts'
import { readStreamRow, type StreamRow } from '../store/stream-row.ts'

/** What telling the world needs of it. */
export interface PublishDeps {
  bus: FactBus
  parking: Parking
  counters: CounterStore
}

/** A record of the table's stream, read as far as this system goes. */
export interface StreamRecord {
  sequenceNumber: string
  newImage: unknown
}

/** What a record tells, and what of it goes onto the bus. */
interface Told {
  row: StreamRow
  sequenceNumber: string
  outgoing: readonly OutgoingFact[]
}

/** Each fact's place among those of its write gives it its id. */
function toOutgoing(row: StreamRow, facts: readonly Fact[]): OutgoingFact[] {
  return facts.flatMap((fact, place) => {
    if (!isPublished(fact.type)) return []
    const detail = FactDetail.parse({
      ...fact,
      version: 1,
      id: factId(row.learnerId, row.name, row.version, place),
      at: new Date(fact.at).toISOString(),
      learnerId: row.learnerId,
      epoch: row.epoch,
      dueNow: isDueNow(fact),
    })
    return [{ type: fact.type, detail }]
  })
}

const Facts = z.array(Fact)

/** Everything that may fail for what stands in the record is done here, so that it stands in nobody's way. */
async function readOrPark(deps: PublishDeps, record: StreamRecord): Promise<Told | undefined> {
  try {
    const row = readStreamRow(record.newImage)
    const outgoing = toOutgoing(row, Facts.parse(JSON.parse(row.facts)))
    return { row, outgoing, sequenceNumber: record.sequenceNumber }
  } catch (error) {
    await deps.parking.park({ record, reason: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}

/**
 * Puts the facts of these writes on the bus and counts them. Delivered twice, the facts go out twice with the same ids,
 * and are counted once.
 * @param shard the stream's shard, which counts into rows of its own.
 * @throws when the bus or the table does not take them: the batch comes again.
 */
export async function publishFacts(deps: PublishDeps, shard: string, records: readonly StreamRecord[]) {
  const told: Told[] = []
  for (const record of records) {
    const one = await readOrPark(deps, record)
    if (one) told.push(one)
  }
  await deps.bus.put(told.flatMap(({ outgoing }) => outgoing))
  await deps.counters.count(shard, told)
  for (const { row } of told) if (row.erased) await deps.counters.keepErased(row)
}
