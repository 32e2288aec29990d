import { judgeVoice, mayNameBy } from '../../shared/application/reflections/judge.ts'
import {
  type OpenQuestion,
  sampleToRead,
  type ToRead,
  urgentToRead,
} from '../../shared/application/reflections/to-read.ts'
import { declineReasons, type Verdict } from '../../shared/domain/reflections/reflection.ts'
import type { World } from '../simulation/world.ts'
import { asOperator } from './as-operator.ts'
import type { Draw } from './people.ts'

const readAtOnce = 20

function verdictOn(draw: Draw, { id }: ToRead): Verdict {
  const drawn = draw('verdict', id)
  if (drawn < 0.82) return { is: 'approve' }
  if (drawn < 0.87) return { is: 'redact', proposal: 'I asked somebody what they see, and listened.' }
  const reason = declineReasons[Math.floor(draw('reason', id) * declineReasons.length)] ?? 'case-detail'
  return { is: 'decline', reason }
}

/** A moderator who reads what waits, as with `operator reflections next`, and leaves the same audit entries. */
export class Moderator {
  readonly #world: World
  readonly #draw: Draw
  readonly #questions: readonly OpenQuestion[]
  readonly #journeyId: string

  constructor(world: World, draw: Draw, journeyId: string, questions: readonly OpenQuestion[]) {
    this.#world = world
    this.#draw = draw
    this.#journeyId = journeyId
    this.#questions = questions
  }

  /** Turns sharing on. */
  async turnOn(): Promise<void> {
    await asOperator(this.#world, 'reflections on', { journey: this.#journeyId }, () =>
      this.#note({ isOn: true }),
    )
  }

  /** Reads the urgent excerpts: those with words of risk, and those reported by readers. */
  async readUrgent(): Promise<void> {
    const [journeyId, stores] = [this.#journeyId, this.#stores()]
    for (const one of await urgentToRead(stores, journeyId, 'risk', readAtOnce))
      await this.#decide(one, { is: 'escalate' })
    for (const one of await urgentToRead(stores, journeyId, 'reported', readAtOnce))
      await this.#decide(one, verdictOn(this.#draw, one))
    await this.#note({})
  }

  /** Reads a sample of the other excerpts. */
  async readSample(): Promise<void> {
    const seed = String(this.#world.clock.now())
    const { toRead } = await sampleToRead(this.#stores(), this.#questions, { limit: readAtOnce, seed })
    for (const one of toRead) await this.#decide(one, verdictOn(this.#draw, one))
  }

  #stores() {
    return {
      ...this.#world.deps,
      unreadable: (id: string): never => {
        throw new Error(`The excerpt ${id} cannot be read.`)
      },
    }
  }

  async #decide({ id }: ToRead, verdict: Verdict): Promise<void> {
    await asOperator(this.#world, `reflections ${verdict.is}`, { voice: id }, () =>
      judgeVoice(this.#world.deps, id, verdict, mayNameBy(this.#world.deps.library)),
    )
  }

  async #note(change: { isOn?: boolean }): Promise<void> {
    const { shelves, clock } = this.#world.deps
    await shelves.change(await shelves.of(this.#journeyId), { ...change, lookedAt: clock.now() })
  }
}
