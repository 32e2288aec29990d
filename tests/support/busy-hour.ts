import type { EventRule } from '../../shared/contracts/reactions.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { promptJourney } from './doings.ts'
import { whereabouts } from './whereabouts.ts'

const nine = Date.parse('2026-11-23T09:00:00Z')
export const people = Array.from({ length: 200 }, (_, i) => `person${i}@example.org`)

/** What somebody does in the hour: one of eight things, each as often as any other. */
const presses: readonly ((world: World, email: string) => Promise<unknown>)[] = [
  (world, email) => world.signUp(email),
  (world, email) => world.confirm(email),
  (world, email) => world.done(email, 'one'),
  (world, email) => world.execute(email, { type: 'PauseJourney', journeyId: 'sample' }),
  (world, email) => world.execute(email, { type: 'ResumeJourney', journeyId: 'sample' }),
  (world, email) =>
    world.execute(email, { type: 'ChangePreferences', preferences: { pace: 'slower', parts: ['daytime'] } }),
  (world, email) => world.execute(email, { type: 'Leave', via: 'page' }),
  (world, email) => world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' }),
]
const [signsUp, confirms, , , resumes] = [0, 1, 2, 3, 4]

/** A world at 10 o'clock in which everybody is about to do what they do. */
async function before(): Promise<World> {
  const world = new World(nine)
  await world.publish(promptJourney())
  for (const [i, email] of people.entries()) {
    const kind = i % presses.length
    if (kind === signsUp) continue
    await world.signUp(email)
    await world.settle()
    if (kind === confirms) continue
    await world.confirm(email)
    await world.settle()
    if (kind === resumes) await world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })
  }
  await world.passTo(nine + hour)
  return world
}

/**
 * Two hundred people do things from 10 to 11 o'clock, while functions are broken. At 11 they are mended; what becomes
 * of it then is for the test.
 */
export async function busyHour(broken: readonly EventRule[]): Promise<World> {
  const world = await before()
  for (const rule of broken) world.broken.add(rule)
  for (let at = 0; at < 60; at += 1) {
    await world.passTo(nine + hour + at * minute)
    for (const [i, email] of people.entries())
      if (i % 60 === at) await presses[i % presses.length]?.(world, email)
    await world.settle()
  }
  await world.passTo(nine + 2 * hour)
  world.broken.clear()
  return world
}

/** Everybody goes on for a month: done by some, let lie by others. */
export async function aMonthLater(world: World): Promise<void> {
  await world.passTo(nine + day)
  for (const [i, email] of people.entries()) {
    if (i % presses.length === signsUp) await world.confirm(email)
    if (i % 3 === 0) await world.done(email, 'two')
  }
  await world.pass(30)
}

export async function everybodysWhereabouts(world: World) {
  return Promise.all(
    people.map(async email => {
      const kinds = world.inbox(email).map(({ kind }) => kind)
      return [email, whereabouts((await world.person(email)).learner, kinds)] as const
    }),
  )
}
