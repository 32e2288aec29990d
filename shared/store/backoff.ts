/** Time and randomness, for whoever has to wait before they ask again. */
export interface Waiting {
  now(): number
  /** Resolves once this moment has come. */
  until(at: number): Promise<void>
  /** Any number from 0 to below 1, each equally likely. */
  fraction(): number
}

/** The first wait, and the longest, in milliseconds; each is up to a half shorter by chance. */
const [first, longest] = [50, 800]
/**
 * Exponential backoff with jitter, for what DynamoDB answered and did not do. What the SDK takes for a refusal (throttling
 * exceptions, a transaction in progress, faults of the service) it asks again by itself, and not here.
 * Source: DynamoDB developer guide, "Error retries and exponential backoff" and "BatchGetItem".
 * @param altogether milliseconds for all waits together.
 * @returns waits for the next try; false, and at once, when that would be too late.
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
