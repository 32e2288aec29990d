/** The local stack's time: the wall clock plus an offset that all threads share. */
export class Clock {
  /** Shared with threads, whose `Date` follows it. */
  readonly offset = new SharedArrayBuffer(8)
  readonly #milliseconds = new BigInt64Array(this.offset)

  /** @param offset milliseconds ahead of the wall clock */
  constructor(offset = 0) {
    Atomics.store(this.#milliseconds, 0, BigInt(offset))
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.ahead()
  }

  /** Milliseconds ahead of the wall clock. */
  ahead(): number {
    return Number(Atomics.load(this.#milliseconds, 0))
  }

  /** Moves the clock forward to a moment, in milliseconds since 1970. An earlier moment changes nothing. */
  moveTo(moment: number): void {
    const step = moment - this.now()
    if (step > 0) Atomics.add(this.#milliseconds, 0, BigInt(Math.ceil(step)))
  }

  iso(): string {
    return new Date(this.now()).toISOString()
  }
}
