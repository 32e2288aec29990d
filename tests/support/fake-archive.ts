import type { EventBus, OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import { rulesFor } from '../../shared/contracts/reactions.ts'
import type {
  ArchiveProgress,
  ArchiveReplays,
  ArchiveWindow,
} from '../../tools/operator/replay/archive-replays.ts'
import type { World } from '../../tools/simulation/world.ts'

/** A world's bus: what is put on it is archived, starts its rules, and has its consequences. */
export const busOf = (world: World): EventBus => ({
  async put(events) {
    world.published.push(...events)
    for (const event of events) await world.react(event)
    await world.settle()
  },
})

interface Replayed {
  window: ArchiveWindow
  events: OutgoingEvent[]
  told: number
  cancelled: boolean
}

/** The archive of a world's bus; each look at a replay finds some more of it done, backwards: an archive keeps no order. */
export class FakeArchive implements ArchiveReplays {
  readonly replays = new Map<string, Replayed>()
  perLook = Number.POSITIVE_INFINITY
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  async rules(): Promise<string[]> {
    return ['start-journey', 'record-completion', 'deliver-due', 'foreign']
  }

  async start(window: ArchiveWindow): Promise<void> {
    const { from, until } = window
    const events = this.#world.published.filter(({ detail }) => {
      const at = Math.floor(Date.parse(detail.at) / 1000) * 1000
      return at >= from && at < until
    })
    this.replays.set(window.name, { window, events: events.toReversed(), told: 0, cancelled: false })
  }

  async describe(name: string): Promise<ArchiveProgress | undefined> {
    const replay = this.replays.get(name)
    if (!replay) return undefined
    if (replay.cancelled) return { state: 'cancelled' }
    if (replay.told >= replay.events.length) return { state: 'completed' }
    const some = replay.events.slice(replay.told, replay.told + this.perLook)
    for (const event of some) await this.#tell(replay, event)
    replay.told += some.length
    await this.#world.settle()
    return { state: 'running', reached: replay.window.from }
  }

  async cancel(name: string): Promise<void> {
    const replay = this.replays.get(name)
    if (replay) replay.cancelled = true
  }

  #tell({ window }: Replayed, event: OutgoingEvent): Promise<void> {
    const rules = rulesFor(event.type, event.detail).filter(rule => window.rules.includes(rule))
    return this.#world.react(event, rules)
  }
}
