import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Clock, systemClock } from '../../../shared/adapters/clock.ts'

const Answer = z.object({ now: z.iso.datetime() })

/**
 * The clock of the system on this machine, which may have been moved.
 * @param website its address, without a slash at the end.
 */
export async function localClock(website: string): Promise<Clock> {
  const response = await fetch(`${website}/_local/api/clock`)
  const ahead = Date.parse(Answer.parse(await response.json()).now) - Date.now()
  const now = () => systemClock.now() + ahead
  return {
    now,
    until: async at => {
      await delay(Math.max(0, at - now()))
    },
  }
}
