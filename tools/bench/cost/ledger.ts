import type { FunctionName } from '../../../shared/contracts/functions.ts'

/** What AWS bills one function's work for. */
export interface Usage {
  invocations: number
  /** Calls of the table. */
  requests: number
  readUnits: number
  writeUnits: number
  /** Events put on our bus, in chunks of 64 KB. */
  events: number
  /** Kilobytes of them, which the archive takes in. */
  eventKilobytes: number
  secretReads: number
  /** Requests through the HTTP API, and kilobytes of their answers. */
  httpRequests: number
  pageKilobytes: number
}

const nothing: Usage = {
  invocations: 0,
  requests: 0,
  readUnits: 0,
  writeUnits: 0,
  events: 0,
  eventKilobytes: 0,
  secretReads: 0,
  httpRequests: 0,
  pageKilobytes: 0,
}

/** What is going on while something is used; the last ones are those of a round of circles. */
export type Phase =
  | 'joining'
  | 'pressing'
  | 'delivering'
  | 'entering'
  | 'proposing'
  | 'answering'
  | 'introducing'
  | 'nothing due'

const add = (one: Usage, other: Partial<Usage>): Usage =>
  Object.fromEntries(
    Object.entries(one).map(([kind, count]) => [kind, count + (other[kind as keyof Usage] ?? 0)]),
  ) as unknown as Usage

/** Who used what, and during which part of a walk. */
export class Ledger {
  phase: Phase = 'joining'
  /** How long invocations took, in milliseconds, where that was measured. */
  readonly durations = new Map<FunctionName, number[]>()
  readonly #entries = new Map<string, Usage>()

  note(who: FunctionName, used: Partial<Usage>): void {
    const key = `${this.phase} ${who}`
    this.#entries.set(key, add(this.#entries.get(key) ?? nothing, used))
  }

  tookMilliseconds(who: FunctionName, duration: number): void {
    const known = this.durations.get(who) ?? []
    known.push(duration)
    this.durations.set(who, known)
  }

  /** The sum of what these functions used in a phase. */
  of(phase: Phase, ...who: FunctionName[]): Usage {
    return who.map(name => this.#entries.get(`${phase} ${name}`) ?? nothing).reduce(add, nothing)
  }
}
