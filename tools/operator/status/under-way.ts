import type { OperatorDeps } from '../deps.ts'

/** People of a journey who have neither finished nor left; the counters follow the table by seconds. */
export async function underWay({ counters }: Pick<OperatorDeps, 'counters'>, id: string): Promise<number> {
  const people = Object.entries(await counters.ofJourney(id)).filter(([name]) => name.startsWith('people.'))
  const running = people.filter(([name]) => name !== 'people.completed' && name !== 'people.left')
  return running.reduce((sum, [, count]) => sum + count, 0)
}
