import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutgoingEvent } from '../../shared/adapters/event-bus.ts'
import {
  readStoredEvents,
  type StoredEvent,
  storedEvents,
} from '../../shared/application/replay/stored-events.ts'
import { hour } from '../../shared/domain/duration.ts'
import { addToHistory } from '../../shared/store/history.ts'
import { World } from '../../tools/simulation/world.ts'
import { type Doing, does, doings, emailOf, promptJourney } from '../support/doings.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const people = 3

async function lived(all: readonly Doing[]): Promise<World> {
  const world = new World(monday)
  await world.publish(promptJourney())
  for (const doing of all) {
    await does(world, doing)
    await world.settle()
    if (doing.hours > 0) await world.passTo(world.clock.now() + doing.hours * hour + 1234)
  }
  await world.pass(30)
  await world.settle()
  return world
}

const toTheSecond = ({ type, detail }: OutgoingEvent) => {
  const at = Math.floor(Date.parse(detail.at) / 1000) * 1000
  return { type, detail: { ...detail, at: new Date(at).toISOString() } }
}

const bareEvent = ({ type, detail }: StoredEvent): OutgoingEvent => ({
  type,
  detail: JSON.parse(JSON.stringify(detail)),
})

describe('events told again from the stored histories', () => {
  it('are those that were first put on the bus, with the same ids, epochs, sectors and doors', async () => {
    await fc.assert(
      fc.asyncProperty(doings(people, { minLength: 5, maxLength: 40 }), async all => {
        const world = await lived(all)
        for (let who = 0; who < people; who += 1) {
          const record = await world.find(emailOf(who))
          if (!record) continue
          const { events, unclear } = storedEvents(record)
          expect(unclear).toBe(0)
          const first = world.published.filter(({ detail }) => detail.learnerId === record.learner.id)
          const byId = new Map(first.map(event => [event.detail.id, toTheSecond(event)]))
          for (const event of events) expect(bareEvent(event)).toEqual(byId.get(event.detail.id))
          const told = new Set(events.map(({ detail }) => detail.id))
          const missing = first.filter(({ detail }) => !told.has(detail.id)).map(({ type }) => type)
          // A sign-up that was received is in the history as what became of it.
          const inNoHistory = ['SignUpReceived', 'SignUpRequested']
          expect(missing.filter(type => !inNoHistory.includes(type))).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are left out and counted where an older history does not tell enough', async () => {
    const world = new World(monday)
    await world.publish()
    const record = await world.learner('nurse@example.org')
    const history = addToHistory('', [{ type: 'JourneyCompleted', at: monday, journeyId: 'sample' }], 9)
    const rows = { ...record.rows, enrolments: { sample: { version: 9, history } } }
    const { events, unclear } = storedEvents({ ...record, rows })
    expect(events.map(({ row }) => row)).not.toContain('sample')
    expect(unclear).toBe(1)
  })

  it.each([
    ['an epoch', /:e[0-9a-z]{8}/, ':eE8'],
    ['a journey', /:jsample/, ':j-'],
    ['a sector', /:sambulance/, ':smoon'],
  ])('are not told of a history with %s that nobody could have written', async (_what, known, spoilt) => {
    const world = new World(monday)
    await world.publish()
    const record = await world.learner('nurse@example.org', { sector: 'ambulance' })
    const { profile } = record.rows
    expect(readStoredEvents(record)).toBeDefined()
    const history = profile.history.replace(known, spoilt)
    expect(history).not.toBe(profile.history)
    const rows = { ...record.rows, profile: { ...profile, history } }
    expect(readStoredEvents({ ...record, rows })).toBeUndefined()
  })
})
