import { second } from '../domain/duration.ts'

/** Memoises an asynchronous factory: `make` runs at the first call only. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Limits the time of each request. Without a limit, an unanswered request would hold its worker, and everybody who
 * waits for it, until Lambda's time limit.
 */
export const timeoutAfterSeconds = (seconds: number) => ({
  requestTimeout: seconds * second,
  throwOnRequestTimeout: true,
})
