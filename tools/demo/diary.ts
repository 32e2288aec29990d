import type { Instant } from '../../shared/domain/ids.ts'
import type { DeliveredEmail } from '../simulation/fake-ses.ts'
import type { WayOut } from './going.ts'

/** What somebody made up, or their operator, does about circles. */
export const doings = [
  ...(['joins', 'yes', 'no', 'met', 'passes on', 'keeps apart', 'leaves the circle', 'reports'] as const),
  ...(['settles', 'ends'] as const),
] as const
export type Doing = (typeof doings)[number]

/** How a circle stands. */
type Stage = 'introduced' | 'reported' | 'ended'

/** What people did in a demo and what came of it, as they would remember it; nothing is read from the table. */
export class Diary {
  readonly #did = new Map<string, number>()
  readonly #gone = new Map<string, Instant>()
  readonly #introduced = new Set<string>()
  readonly #reported = new Set<string>()
  readonly #ended = new Set<string>()
  readonly #afterGoing: string[] = []

  /** How often each thing was done; for people who stopped, with the letter or round after which they did. */
  get did(): ReadonlyMap<string, number> {
    return this.#did
  }

  /** The state of each circle about which its members had a letter, by its id. */
  get stages(): ReadonlyMap<string, Stage> {
    return new Map([...this.#introduced].map(circle => [circle, this.#stageOf(circle)]))
  }

  /** Kinds of emails that arrived after their recipient had left or was erased. There should be none. */
  get afterGoing(): readonly string[] {
    return this.#afterGoing
  }

  /** Something was done. */
  notes(doing: Doing | `${WayOut} at ${string}`): void {
    this.#did.set(doing, 1 + (this.#did.get(doing) ?? 0))
  }

  /** Somebody has left, or was erased. */
  goes(email: string, at: Instant): void {
    this.#gone.set(email, at)
  }

  /** Somebody reported a circle. */
  reports(circle: string): void {
    this.#reported.add(circle)
  }

  /** An operator looked at its report, and ended it or did not. */
  settles(circle: string, isEnded: boolean): void {
    this.#reported.delete(circle)
    if (isEnded) this.#ended.add(circle)
  }

  /** An email came to somebody. @param group that it is about, if it is about one. */
  hears({ to, kind, at }: DeliveredEmail, group?: string): void {
    if (at > (this.#gone.get(to) ?? Number.POSITIVE_INFINITY)) this.#afterGoing.push(kind)
    if (group === undefined) return
    if (kind === 'circle-introduction') this.#introduced.add(group)
    if (kind === 'circle-ended') this.#ended.add(group)
  }

  #stageOf(circle: string): Stage {
    if (this.#reported.has(circle)) return 'reported'
    return this.#ended.has(circle) ? 'ended' : 'introduced'
  }
}
