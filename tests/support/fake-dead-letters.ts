import type { Clock } from '../../shared/adapters/clock.ts'
import type { FunctionName } from '../../shared/contracts/functions.ts'
import type {
  DeadLetterCount,
  DeadLetterQueues,
  RawDeadLetter,
} from '../../tools/operator/dead-letters/queues.ts'

interface Kept extends RawDeadLetter {
  name: FunctionName
  hiddenUntil: number
}

/** Dead-letter queues in memory, which hide what they have handed out, as SQS does. */
export class FakeDeadLetters implements DeadLetterQueues {
  kept: Kept[] = []
  /** What was put back into the queue that a function reads. */
  readonly sentBack: { name: FunctionName; body: string }[] = []
  /** Whether SQS can move a queue's messages by itself. */
  moves = true
  readonly #clock: Pick<Clock, 'now'>
  #count = 0

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  add(name: FunctionName, body: unknown, attributes: Record<string, string> = {}): void {
    this.#count += 1
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const now = this.#clock.now()
    const id = `letter-${this.#count}`
    this.kept.push({ name, id, receipt: id, body: text, attributes, sentAt: now, hiddenUntil: 0 })
  }

  /** How many anybody could take now. */
  visible(name: FunctionName): number {
    return this.#seen(name).length
  }

  async counts(): Promise<DeadLetterCount[]> {
    const names = [...new Set(this.kept.map(letter => letter.name))]
    return names.map(name => {
      const waiting = this.kept.filter(letter => letter.name === name).length
      return { name, waiting, outOfSight: waiting - this.visible(name) }
    })
  }

  async take(name: FunctionName, hiddenSeconds: number): Promise<RawDeadLetter[]> {
    const taken = this.#seen(name).slice(0, 10)
    for (const letter of taken) letter.hiddenUntil = this.#clock.now() + hiddenSeconds * 1000
    return taken
  }

  async release(_name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void> {
    const receipts = letters.map(letter => letter.receipt)
    for (const letter of this.kept) if (receipts.includes(letter.receipt)) letter.hiddenUntil = 0
  }

  async remove(_name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void> {
    const receipts = letters.map(letter => letter.receipt)
    this.kept = this.kept.filter(letter => !receipts.includes(letter.receipt))
  }

  async sendBack(name: FunctionName, { body }: RawDeadLetter): Promise<void> {
    this.sentBack.push({ name, body })
  }

  async moveBack(name: FunctionName): Promise<number | undefined> {
    if (!this.moves) return undefined
    const moved = this.kept.filter(letter => letter.name === name)
    this.kept = this.kept.filter(letter => letter.name !== name)
    for (const { body } of moved) this.sentBack.push({ name, body })
    return moved.length
  }

  #seen(name: FunctionName): Kept[] {
    const now = this.#clock.now()
    return this.kept.filter(letter => letter.name === name && letter.hiddenUntil <= now)
  }
}
