import { describe, expect, test } from 'vitest'
import { aReader, type Life, types } from '../support/life.ts'
import { aJourney, on } from '../support/small-journey.ts'

const journeyId = 'small-things'

/** Somebody who reads the second module, and whom an operator has it sent to once more while all sending rests. */
function toBeResent(): Life {
  const sam = aReader()
  sam.completes('one')
  sam.passesTo('2026-11-25 12:00')
  sam.now = on('2026-11-26 12:00')
  sam.does({ type: 'ResendModule', journeyId, moduleId: 'two' })
  return sam
}

describe('a module that is to be sent once more', () => {
  test('and is gone by then is not sent, and holds up nothing', () => {
    const sam = toBeResent()
    sam.publish(aJourney(['one', 'three']))
    sam.passesTo('2026-11-30 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-25 09:00 module two', '2026-11-28 09:00 module three'])
  })

  test('and is gone by then makes way at once for what is due', () => {
    const sam = toBeResent()
    sam.publish(aJourney(['one', 'three']))
    sam.now = on('2026-11-28 12:00')
    const { outcome, events } = sam.does({ type: 'DeliverDue', journeyId, by: 'worker' })
    expect(types(events)).toEqual(['EmailDeferred', 'ModuleRetired', 'EmailClaimed'])
    expect(outcome).toBe('claimed')
  })

  test('and is recalled by then is not sent, and the plan stands', () => {
    const sam = toBeResent()
    const planned = sam.in().dueAt
    const { events } = sam.does({ type: 'DeliverDue', journeyId, by: 'worker', recalled: ['two'] })
    expect(types(events)).toEqual(['EmailDeferred'])
    expect(sam.in()).not.toHaveProperty('resend')
    expect(sam.in().dueAt).toBe(planned)
    expect(sam.claimed).toHaveLength(3)
  })

  test('and then paused by its reader: the pause stands when it is gone', () => {
    const sam = toBeResent()
    sam.pauses()
    sam.publish(aJourney(['one', 'three']))
    sam.passesTo('2026-12-30 12:00')
    expect(sam.nextDue).toBeUndefined()
    expect(sam.in().pausedBy).toBe('learner')
  })
})
