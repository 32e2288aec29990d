import * as fc from 'fast-check'
import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import { hour } from '../../shared/domain/duration.ts'
import type { CallFault } from '../../tools/simulation/fake-ses.ts'
import { World } from '../../tools/simulation/world.ts'
import { type Doing, does, doings, promptJourney } from './doings.ts'
import { pause } from './holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** What becomes of reactions and calls while people do things. */
const fates = ['as-it-should', 'swallowed', 'swallowed', 'unanswered'] as const

/** People who do things while some of what follows is swallowed, and no tick mends it. */
export interface Situation {
  all: readonly Doing[]
  /** One after the other, for each thing that somebody does; over and over. */
  fates: readonly (typeof fates)[number][]
  /** How long nothing works after that, in hours. */
  silence: number
  pause: 'nothing' | 'planning' | 'journey' | 'delivery'
}

export const people = 6

export const situations: fc.Arbitrary<Situation> = fc.record({
  all: doings(people, { minLength: 6, maxLength: 40 }),
  fates: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 12 }),
  silence: fc.constantFrom(0, 1, 2, 30, 24 * 9),
  pause: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'planning', 'journey', 'delivery'),
})

/**
 * The world after such a time, quiet: nothing is under way, and SES has told all that it has to tell.
 * @param timesTold how often the stream tells each record.
 */
export async function afterwards(
  { all, fates: lots, silence, pause: paused }: Situation,
  timesTold = 1,
): Promise<World> {
  const world = new World(monday)
  world.timesTold = timesTold
  await world.publish(promptJourney())
  for (const [i, doing] of all.entries()) {
    const fate = lots[i % lots.length]
    await does(world, doing)
    const fault: CallFault | undefined = fate === 'unanswered' ? 'lose-after' : undefined
    world.ses.fault = () => fault
    await world.settle(events => (fate === 'swallowed' ? [] : events))
    world.clock.setTo(world.clock.now() + doing.hours * hour)
  }
  world.ses.fault = () => undefined
  world.clock.setTo(world.clock.now() + silence * hour)
  if (paused === 'journey') await pause(world, { journey: 'sample' })
  else if (paused !== 'nothing') await pause(world, paused)
  return world
}

/** A steady shuffle, so that a situation is the same each time: a bus keeps no order. */
export const outOfOrder = (events: readonly OutgoingEvent[]): OutgoingEvent[] =>
  events.toSorted((a, b) => mixed(a.detail.id).localeCompare(mixed(b.detail.id)))

const mixed = (id: string): string => [...id].reverse().join('')
