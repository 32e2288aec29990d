import { week } from '../../shared/domain/duration.ts'
import type { Instant, JourneyId } from '../../shared/domain/ids.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import { utcDay } from '../../shared/domain/utc-day.ts'
import type { World } from '../simulation/world.ts'

/** Preferences that people may choose, each with a description for visitors of the demo. */
const choices = (now: Instant): readonly (readonly [string, Partial<Preferences>])[] => [
  ['is on a break', { breakUntil: utcDay(now + 3 * week) }],
  ['has days and hours of their own', { days: ['monday', 'thursday'], parts: ['evening'] }],
  ['goes slower', { pace: 'slower' }],
]

async function waits(world: World, email: string, journeyId: JourneyId): Promise<boolean> {
  const { learner } = (await world.find(email)) ?? {}
  const enrolment = learner?.enrolments[journeyId]
  return learner?.undeliverable === undefined && enrolment?.phase.is === 'waiting' && !enrolment.pausedBy
}

/**
 * The first people who wait for a module choose how they like emails, so that every reason for waiting can be seen.
 * @returns who chose what.
 */
export async function chooseWishes(
  world: World,
  emails: readonly string[],
  journeyId: JourneyId,
): Promise<string[]> {
  const left = [...choices(world.clock.now())]
  const said: string[] = []
  for (const email of emails) {
    const [words, preferences] = left[0] ?? []
    if (words === undefined) break
    if (!(await waits(world, email, journeyId))) continue
    await world.execute(email, {
      type: 'ChangePreferences',
      preferences: { pace: 'as-written', ...preferences },
    })
    said.push(`${email} ${words}`)
    left.shift()
  }
  return said
}
