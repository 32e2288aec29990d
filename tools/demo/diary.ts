import type { Instant } from '../../shared/domain/ids.ts'
import type { DeliveredEmail } from '../simulation/fake-ses.ts'
import type { WayOut } from './going.ts'

/** Actions of made-up people and operators in circles. */
export const doings = [
  ...(['joins', 'yes', 'no', 'met', 'passes on', 'keeps apart', 'leaves the circle', 'reports'] as const),
  ...(['settles', 'ends'] as const),
] as const
export type Doing = (typeof doings)[number]

/** The stage of a circle. */
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

  /** Records an action. */
  notes(doing: Doing | `${WayOut} at ${string}`): void {
    this.#did.set(doing, 1 + (this.#did.get(doing) ?? 0))
  }

  /** Records that somebody left or was erased. */
  goes(email: string, at: Instant): void {
    this.#gone.set(email, at)
  }

  /** Records a report of a circle. */
  reports(circle: string): void {
    this.#reported.add(circle)
  }

  /** Records that an operator handled a report, with or without ending the circle. */
  settles(circle: string, isEnded: boolean): void {
    this.#reported.delete(circle)
    if (isEnded) this.#ended.add(circle)
  }

  /**
   * Records that an email arrived.
   * @param group the group that it is about, if any
   */
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
