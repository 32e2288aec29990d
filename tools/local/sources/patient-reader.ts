import { setTimeout as delay } from 'node:timers/promises'
import type { StreamReader } from './stream-reader.ts'

type Reader = Pick<StreamReader, 'read'>

/** How much longer than its last read took the reader rests. */
const restsFor = 3

/**
 * A reader that rests between reads. For each one the emulator goes through every record that its streams ever had, so
 * that after some thousands of them, a read at every write would keep it from all other work.
 * @param now milliseconds, for how long a read took
 * @param rest ends after so many milliseconds
 */
export function patientReader(
  reader: Reader,
  now: () => number = () => performance.now(),
  rest: (milliseconds: number) => Promise<unknown> = delay,
): Reader {
  let rested: Promise<unknown> = Promise.resolve()
  return {
    async read() {
      await rested
      const begun = now()
      try {
        return await reader.read()
      } finally {
        rested = rest(restsFor * (now() - begun))
      }
    },
  }
}
