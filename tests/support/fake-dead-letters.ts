import type { DeadLetterCount, DeadLetterQueues } from '../../tools/operator/dead-letters/queues.ts'

/** Dead-letter queues in memory. */
export class FakeDeadLetters implements DeadLetterQueues {
  readonly letters: { name: DeadLetterCount['name']; body: string }[] = []

  async counts(): Promise<DeadLetterCount[]> {
    return [...Map.groupBy(this.letters, ({ name }) => name)].map(([name, all]) => ({
      name,
      waiting: all.length,
    }))
  }
}
