import { type ListedQueue, listLines } from '../dead-letters/dead-letters-in-words.ts'
import { byCause, withOpened } from '../dead-letters/opened.ts'
import type { DeadLetterCount } from '../dead-letters/queues.ts'
import type { OperatorDeps } from '../deps.ts'
import { exitCodes } from '../problem.ts'
import { reading } from './operation.ts'

/** The number of letters that a list reads to name their causes. */
const looked = 100

async function withCauses(deps: OperatorDeps, count: DeadLetterCount): Promise<ListedQueue> {
  if (count.waiting === 0) return { ...count, causes: [] }
  return withOpened(deps, count.name, looked, async ({ letters }) => ({
    ...count,
    waiting: Math.max(count.waiting, letters.length),
    causes: byCause(letters).map(({ code, cause, letters: all }) => ({ code, cause, letters: all.length })),
  }))
}

/** Lists the number of dead letters of each function, by cause. */
export const deadLettersList = reading({
  name: 'dead-letters list',
  summary: 'how many of each function, by cause',
  examples: ['dead-letters list --stage prod'],
  does: 'reads',
  inputs: {},
  console: { pages: async () => (await import('../console/pages/dead-letters.ts')).deadLetterRoutes },
  async run({ open }) {
    const deps = await open()
    const counts = await deps.deadLetters.counts()
    const queues = await Promise.all(counts.map(count => withCauses(deps, count)))
    const exitCode = queues.some(({ waiting }) => waiting > 0) ? exitCodes.trouble : exitCodes.ok
    return { value: queues, lines: style => listLines(queues, style), exitCode }
  },
})
