import { dailyAdditions } from './daily-statistics.ts'
import { tombstoneKey } from './keys.ts'
import { erasedReplies } from './mirror-rows.ts'
import { statisticsOf } from './statistics.ts'
import type { StreamRow } from './stream-row.ts'
import type { Check, Table, Write } from './table.ts'

/** Additions in one transaction with the tombstone (DynamoDB API: at most 100). */
const perStep = 90

const afterStep = (step: number): readonly Check[] =>
  step === 0
    ? [
        { attribute: 'histories', is: 'present' },
        { attribute: 'kept', is: 'absent' },
      ]
    : [{ attribute: 'kept', is: '=', value: step }]

/** The additions in steps. The same on every attempt, so that each step is taken once. */
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
 * Keeps the events of an erased person as figures by journey, day and sector, and deletes them from the tombstone.
 * The figures still include the person, a recount can explain it, and nothing personal remains. Idempotent.
 * @throws if another write was in progress, so that the batch is delivered again.
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

/** Whether the tombstone still waits for a step. If not, a refused step was taken before. */
async function isOpen(table: Pick<Table, 'get'>, learnerId: string, step: number): Promise<boolean> {
  const stored = await table.get(tombstoneKey(learnerId))
  return stored?.['histories'] !== undefined && (stored['kept'] ?? 0) === step
}
