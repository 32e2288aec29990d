import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Clock, systemClock } from '../../../shared/adapters/clock.ts'
import { second } from '../../../shared/domain/duration.ts'

const Answer = z.object({ now: z.iso.datetime() })

const lookEvery = second

/**
 * The clock of the system on this machine, which may have been moved, and may be moved while somebody waits by it.
 * @param website its address, without a slash at the end.
 */
export async function localClock(website: string): Promise<Clock> {
  const ahead = async () => {
    const response = await fetch(`${website}/_local/api/clock`)
    return Date.parse(Answer.parse(await response.json()).now) - Date.now()
  }
  let offset = await ahead()
  const now = () => systemClock.now() + offset
  return {
    now,
    until: async at => {
      while (now() < at) {
        await delay(Math.min(lookEvery, at - now()))
        offset = await ahead()
      }
    },
  }
}
