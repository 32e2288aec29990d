import { expect, it } from 'vitest'
import type { Intent } from '../../shared/application/execute-command.ts'
import { hour, minute } from '../../shared/domain/duration.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** What a person, or an operator for them, does a minute after a sign-up for another journey. */
const endings = {
  leaves: [{ type: 'Leave', via: 'page' }],
  'is suppressed, and that is lifted,': [{ type: 'Suppress' }, { type: 'LiftSuppression' }],
} as const satisfies Record<string, readonly Intent[]>

/** @returns the account emails that come after that. */
async function afterwards(intents: readonly Intent[], isHandledLate: boolean): Promise<string[]> {
  const world = new World(monday)
  await world.publish()
  await world.publish(sampleJourney('other'))
  await world.learner('sam@example.org')
  await pause(world, 'delivery')
  await world.sendForm('sam@example.org', { journeyId: 'other' })
  await world.settle(events => (isHandledLate ? [] : events))
  world.clock.setTo(world.clock.now() + minute)
  for (const intent of intents) await world.execute('sam@example.org', intent)
  const before = world.inbox('sam@example.org').length
  await resume(world, 'delivery')
  await world.passTo(world.clock.now() + hour)
  const came = world.inbox('sam@example.org').slice(before)
  return came.map(({ kind }) => kind).filter(kind => kind !== 'module')
}

it.each(Object.entries(endings))(
  'who %s after a sign-up gets no account email because of it, whether it was handled before or after',
  async (_, intents) => {
    expect(await afterwards(intents, false)).toEqual([])
    expect(await afterwards(intents, true)).toEqual([])
  },
)
