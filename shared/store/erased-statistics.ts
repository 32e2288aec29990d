import { dailyAdditions } from './daily-statistics.ts'
import { tombstoneKey } from './keys.ts'
import { erasedReplies } from './mirror-rows.ts'
import { statisticsOf } from './statistics.ts'
import type { StreamRow } from './stream-row.ts'
import type { Check, Table, Write } from './table.ts'

/** Additions that fit into a transaction beside the tombstone (DynamoDB API: 100). */
const perStep = 90

const afterStep = (step: number): readonly Check[] =>
  step === 0
    ? [
        { attribute: 'histories', is: 'present' },
        { attribute: 'kept', is: 'absent' },
      ]
    : [{ attribute: 'kept', is: '=', value: step }]

/** The additions in their steps: the same at each try, so that a step is taken once. */
function stepsOf({ sector, erased = {}, replies = {} }: StreamRow): Write[][] {
  const statistics = Object.entries(erased).flatMap(([name, history]) => statisticsOf(name, history))
  const additions: Write[] = [
    ...dailyAdditions('erased', [{ sector, statistics }]).map(({ update, add }) => ({ update, add })),
    ...erasedReplies(replies),
  ]
  const count = Math.max(1, Math.ceil(additions.length / perStep))
  return Array.from({ length: count }, (_, step) => additions.slice(step * perStep, (step + 1) * perStep))
}

/**
 * Keeps what had happened to somebody who was erased as mere numbers, by journey, day and sector, and takes it off their
 * tombstone: the figures go on counting them, a recount knows why, and nothing about them stays. Done twice, it counts
 * once.
 * @throws when another write was under way, so that the batch comes again.
 */
export async function keepErasedStatistics(
  table: Pick<Table, 'get' | 'transact'>,
  row: StreamRow,
): Promise<void> {
  const steps = stepsOf(row)
  for (const [step, additions] of steps.entries()) {
    const last = step === steps.length - 1
    const mark: Write = {
      update: tombstoneKey(row.learnerId),
      when: afterStep(step),
      ...(last ? { remove: ['histories', 'kept', 'sector', 'replies', 'f'] } : { set: { kept: step + 1 } }),
    }
    const { is } = await table.transact([mark, ...additions])
    if (is === 'conflict' && (await isOpen(table, row.learnerId, step)))
      throw new Error(
        `The figures of learner ${row.learnerId}, who was erased, met another write. The batch is read again.`,
      )
  }
}

/** A step that was refused has been taken before, unless the tombstone still waits for it. */
async function isOpen(table: Pick<Table, 'get'>, learnerId: string, step: number): Promise<boolean> {
  const stored = await table.get(tombstoneKey(learnerId))
  return stored?.['histories'] !== undefined && (stored['kept'] ?? 0) === step
}
