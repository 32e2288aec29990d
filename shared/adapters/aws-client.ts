import { second } from '../domain/duration.ts'

/** What `make` makes at the first call, and ever after. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A request that is never answered would keep its worker, and whoever waits, until Lambda ends it. */
export const timeoutAfterSeconds = (seconds: number) => ({
  requestTimeout: seconds * second,
  throwOnRequestTimeout: true,
})
