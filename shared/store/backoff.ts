/** Time and randomness for waits between attempts. */
export interface Waiting {
  now(): number
  /** Resolves once this moment has come. */
  until(at: number): Promise<void>
  /** A random number from 0 up to but not including 1, evenly distributed. */
  fraction(): number
}

/** The first and the longest wait, in milliseconds. Jitter shortens each by up to a half. */
const [first, longest] = [50, 800]
/**
 * Exponential backoff with jitter, for responses in which DynamoDB did only a part, or nothing, of what was asked.
 * What the SDK treats as an error (throttling, a transaction in progress, faults of the service) the SDK retries
 * itself. Source: DynamoDB developer guide, "Error retries and exponential backoff" and "BatchGetItem".
 * @param altogether the total time for all waits, in milliseconds.
 * @returns a function that waits for the next attempt. It resolves to false at once if the total would be exceeded.
 */
export function backoff({ now, until, fraction }: Waiting, altogether: number): () => Promise<boolean> {
  const latest = now() + altogether
  let wait = first
  return async () => {
    const next = now() + wait * (1 - fraction() / 2)
    if (next > latest) return false
    await until(next)
    wait = Math.min(longest, 2 * wait)
    return true
  }
}
