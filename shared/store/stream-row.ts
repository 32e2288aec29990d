import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { letters } from './due.ts'
import { enrolmentKey, personPartition } from './keys.ts'

/** What a row in the table's stream tells beside its facts. */
export interface StreamRow {
  learnerId: string
  epoch: string
  version: number
  /** The journey, or `account` for the person's own row. */
  name: string
  /** The facts that this write established, as JSON. */
  facts: string
  /** Where somebody is and was in this journey, when that changed. */
  moved?: { to?: string; from?: string; journeyId: string }[]
}

const Row = z.object({
  pk: z.string(),
  sk: z.string(),
  v: z.int(),
  f: z.string(),
  e: z.string().optional(),
  epoch: z.string().optional(),
  at: z.string().optional(),
  was: z.string().optional(),
  /** Of a tombstone: where the person was in each journey. */
  places: z.record(z.string(), z.string()).optional(),
})

/**
 * Reads the new image of a row that established facts.
 * @throws when it is none of this system's rows.
 */
export function readStreamRow(newImage: unknown): StreamRow {
  const { pk, sk, v, f, e, epoch, at, was, places } = Row.parse(
    unmarshall(newImage as Record<string, AttributeValue>),
  )
  const prefix = enrolmentKey('', '').sk
  const name = sk.startsWith(prefix) ? sk.slice(prefix.length) : letters
  const here = at === undefined ? [] : [{ to: at, ...(was && { from: was }), journeyId: name }]
  const gone = Object.entries(places ?? {}).map(([journeyId, from]) => ({ from, journeyId }))
  const life = e ?? epoch
  if (life === undefined) throw new Error(`Row ${pk} ${sk} tells facts and no epoch.`)
  return {
    learnerId: pk.slice(personPartition('').length),
    epoch: life,
    version: v,
    name,
    facts: f,
    moved: [...here, ...gone],
  }
}
