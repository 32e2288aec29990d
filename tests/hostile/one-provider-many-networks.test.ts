import { expect, it } from 'vitest'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const bouncing = (events: readonly SesEvent[]): SesEvent[] =>
  events.flatMap(event => {
    const { mail, eventType } = event.detail
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General' }
    return eventType === 'Send' && mail.destination.some(to => to.startsWith('junk'))
      ? [event, { source: 'aws.ses', detail: { eventType: 'Bounce', mail, bounce } }]
      : [event]
  })

async function pass(world: World, minutes: number): Promise<void> {
  for (let at = 0; at < minutes; at += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    await world.settle()
    await world.feedback()
  }
}

/** How many minutes somebody waits, after 1,000 junk sign-ups that each came from a network of its own by `network`. */
async function waitAfter(network: (i: number) => string): Promise<number> {
  const world = new World(monday)
  world.manners.ses = bouncing
  await world.publish()
  for (let at = 0; at < 20; at += 1) {
    for (let i = at * 50; i < (at + 1) * 50; i += 1)
      await world.signUp(`junk${i}@d${i}.example`, { network: network(i) })
    await world.settle()
    await pass(world, 1)
  }
  await world.signUp('jo@example.com', { network: '203.0.113.7' })
  await world.settle()
  for (let waited = 0; waited < 600; waited += 1) {
    if (world.inbox('jo@example.com').length > 0) return waited
    await pass(world, 1)
  }
  return Number.POSITIVE_INFINITY
}

it('whoever has one ordinary IPv6 allocation (a /48 is 65,536 networks of 64 bits) holds up nobody else for hours', async () => {
  expect(await waitAfter(i => `2001:db8:7:${i.toString(16)}::1`)).toBeLessThanOrEqual(60)
}, 240_000)
