import type { BusSpec, RuleSpec } from '../template/readers/rules.ts'
import type { Activity } from '../time/activity.ts'
import type { EventArchive } from './archive.ts'
import type { BusEvent } from './event.ts'
import type { EventLog } from './event-log.ts'
import { compilePattern, type Matches } from './pattern.ts'
import type { Targets } from './targets.ts'

type Parts = {
  buses: BusSpec[]
  rules: RuleSpec[]
  archives: EventArchive[]
  targets: Targets
  log: EventLog
  activity: Activity
}

/** All event buses. Each event goes to the archives and rules whose pattern it matches. */
export class Buses {
  readonly #parts: Parts
  readonly #rules: { rule: RuleSpec; matches: Matches }[]

  constructor(parts: Parts) {
    this.#parts = parts
    for (const rule of parts.rules) parts.targets.check(rule)
    this.#rules = parts.rules.flatMap(rule =>
      rule.pattern ? [{ rule, matches: compilePattern(rule.pattern) }] : [],
    )
  }

  /** Returns the bus with this name or ARN; undefined if there is none. */
  find(nameOrArn: string): BusSpec | undefined {
    return this.#parts.buses.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn)
  }

  /**
   * Accepts an event and delivers it in the background.
   * @param only ARNs of the rules that may get it; absent: all rules of the bus
   */
  accept(bus: string, event: BusEvent, only?: readonly string[]): void {
    const rules = this.#rules
      .filter(({ rule, matches }) => rule.bus === bus && rule.enabled && matches(event))
      .map(({ rule }) => rule)
      .filter(({ arn }) => only?.includes(arn) ?? true)
    this.#parts.log.add({ bus, rules: rules.map(({ name }) => name), event })
    for (const archive of this.#parts.archives) if (archive.spec.bus === bus) archive.offer(event)
    for (const rule of rules) this.#deliver(rule, event)
  }

  #deliver(rule: RuleSpec, event: BusEvent): void {
    this.#parts.activity.background(`Delivering to ${rule.name}`, this.#parts.targets.deliver(rule, event))
  }
}
