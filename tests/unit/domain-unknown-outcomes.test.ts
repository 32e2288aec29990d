import { describe, expect, test } from 'vitest'
import { types } from '../support/life.ts'
import { withModuleOnItsWay } from '../support/on-its-way.ts'
import { clockTime, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
describe('an email of which no answer came', () => {
  test('is not touched while its worker may still wait for it', () => {
    const { sam } = withModuleOnItsWay()
    sam.now = on('2026-11-26 09:04')
    expect(sam.asks({ type: 'DeliverDue', journeyId, by: 'another' })).toEqual({
      outcome: 'in-flight',
      events: [],
    })
  })

  test('becomes unknown after five minutes, is looked into after fifteen more, and then less and less often', () => {
    const { sam } = withModuleOnItsWay()
    sam.passesTo('2026-11-27 09:00')
    const looks = sam.events.flatMap(event =>
      event.type === 'EmailOutcomeUnknown'
        ? [`${clockTime(event.at)} again ${clockTime(event.dueAt).slice(11)}`]
        : [],
    )
    expect(looks).toEqual([
      '2026-11-26 09:05 again 09:20',
      '2026-11-26 09:20 again 09:35',
      '2026-11-26 09:35 again 10:05',
      '2026-11-26 10:05 again 11:05',
      '2026-11-26 11:05 again 13:05',
      '2026-11-26 13:05 again 17:05',
      '2026-11-26 17:05 again 23:05',
      '2026-11-26 23:05 again 05:05',
      '2026-11-27 05:05 again 11:05',
    ])
    expect(sam.emails).toHaveLength(2)
  })

  test('goes out again once its absence is proven, under a new id', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.evidence = 'absent'
    sam.passesTo('2026-11-26 12:00')
    expect(sam.emails.at(-1)).toBe('2026-11-26 09:20 module two')
    expect(sam.claimed.at(-1)?.id).not.toBe(email.id)
    expect(sam.settles(email, { is: 'accepted' }).events).toEqual([])
  })

  test('and whose absence is proven late waits for a preferred time', () => {
    const { sam } = withModuleOnItsWay()
    sam.passesTo('2026-11-26 23:00')
    sam.evidence = 'absent'
    sam.passesTo('2026-11-27 07:59')
    expect(sam.emails).toHaveLength(2)
    sam.passesTo('2026-11-27 20:00')
    expect(sam.emails.at(-1)).toMatch(/^2026-11-27 .* module two$/)
  })

  test('counts as sent from when it was, once SES speaks of it', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.passesTo('2026-11-26 18:00')
    sam.settles(email, { is: 'accepted' })
    expect(sam.nextDue).toBe('2026-11-29 09:00')
    sam.passesTo('2026-11-29 09:00')
    expect(sam.emails.at(-1)).toBe('2026-11-29 09:00 reminder two')
  })

  test('holds nobody up who has done its module: it counts as sent', () => {
    const { sam } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    expect(sam.nextDue).toBe('2026-11-26 09:05')
    sam.passesTo('2026-11-26 12:00')
    expect(sam.in()).not.toHaveProperty('claim')
    expect(sam.in().emailed).toEqual(['one', 'two'])
    sam.passesTo('2026-11-28 10:00')
    expect(sam.emails.at(-1)).toBe('2026-11-28 09:01 module three')
  })

  test('and what is due after it is decided at once, where its module is done', () => {
    const { sam } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.now = on('2026-11-28 12:00')
    const { outcome, events } = sam.does({ type: 'DeliverDue', journeyId, by: 'another' })
    expect(types(events)).toEqual(['ModuleEmailed', 'EmailClaimed'])
    expect(outcome).toBe('claimed')
  })

  test('said so by its worker after the module was done, does not bring the next one forward', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.settles(email, { is: 'unknown' })
    sam.passesTo('2026-11-28 10:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-28 09:01 module three'])
  })

  test('proven absent after the module was done is not sent, and does not bring the next one forward', () => {
    const { sam, email } = withModuleOnItsWay()
    sam.completes('two', '2026-11-26 09:01')
    sam.settles(email, { is: 'absent' })
    expect(sam.nextDue).toBe('2026-11-28 09:01')
  })

  test('is looked into through a pause, which holds', () => {
    const { sam } = withModuleOnItsWay()
    sam.pauses('2026-11-26 09:01')
    sam.evidence = 'absent'
    sam.passesTo('2026-12-26 09:00')
    expect(sam.in()).not.toHaveProperty('claim')
    expect(sam.emails).toHaveLength(2)
    sam.resumes()
    sam.passesTo('2026-12-26 09:00')
    expect(sam.emails.at(-1)).toBe('2026-12-26 09:00 module two')
  })

  test('is looked into though the person goes on a break', () => {
    const { sam } = withModuleOnItsWay()
    sam.prefers({ breakUntil: '2027-01-04' }, '2026-11-26 09:01')
    sam.evidence = 'absent'
    sam.passesTo('2027-01-05 00:00')
    expect(sam.emails.slice(2)).toEqual(['2027-01-04 08:00 module two'])
  })
})
