import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../../shared/adapters/clock.ts'
import type { Instant } from '../../shared/domain/ids.ts'

/** A clock that runs as any clock, from another moment on. */
export function clockFrom(start: Instant): Clock {
  const offset = start - Date.now()
  const now = () => Date.now() + offset
  return {
    now,
    async until(at) {
      if (at > now()) await delay(at - now())
    },
  }
}
