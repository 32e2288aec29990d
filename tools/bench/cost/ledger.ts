import type { FunctionName } from '../../../shared/contracts/functions.ts'

/** The usage of one function that AWS bills. */
export interface Usage {
  invocations: number
  /** Calls to the table. */
  requests: number
  readUnits: number
  writeUnits: number
  /** Events put on our bus, in chunks of 64 KB. */
  events: number
  /** Their size in kilobytes, which the archive stores. */
  eventKilobytes: number
  secretReads: number
  /** Requests through the HTTP API, and the kilobytes of the responses. */
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

/** The step of a walk in which something is used; the last ones belong to a round of circles. */
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

/** The usage by function and phase. */
export class Ledger {
  phase: Phase = 'joining'
  /** The durations of invocations in milliseconds, if measured. */
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

  /** The total usage of these functions in a phase. */
  of(phase: Phase, ...who: FunctionName[]): Usage {
    return who.map(name => this.#entries.get(`${phase} ${name}`) ?? nothing).reduce(add, nothing)
  }
}
