import { describe, expect, test } from 'vitest'
import { week } from '../../shared/domain/duration.ts'
import { aReader, types } from '../support/life.ts'

describe('account emails on request', () => {
  const link = { type: 'RequestAccountEmail' as const, kind: 'private-link' as const }
  const address = { type: 'RequestAccountEmail' as const, kind: 'confirm-address' as const }

  test('go out at once, at any hour', () => {
    const sam = aReader()
    sam.does(link, '2026-11-24 03:12')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-24 03:12 private-link')
  })

  test('asked for twice before they have gone out are one', () => {
    const sam = aReader()
    sam.does(link)
    expect(sam.does(link)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('of one kind do not keep another from being asked for', () => {
    const sam = aReader()
    sam.does(link)
    expect(types(sam.does(address).events)).toEqual(['AddressChangeRequested', 'AccountEmailRequested'])
    sam.delivers()
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:00 private-link', '2026-11-23 09:00 confirm-address'])
  })

  test('are five a day at most, since a forwarded email is enough to ask for them', () => {
    const sam = aReader()
    for (let i = 0; i < 5; i += 1) {
      expect(sam.does(i % 2 ? link : address).outcome).toBe('done')
      sam.delivers()
    }
    expect(sam.does(link)).toEqual({ outcome: 'too-often', events: [] })
    expect(sam.does(link, '2026-11-24 09:00').outcome).toBe('done')
  })

  test('change no address for a fourth time while three changes can still be undone', () => {
    const sam = aReader()
    for (let i = 0; i < 3; i += 1) {
      sam.does(address)
      sam.does({ type: 'ConfirmAddress', occurrence: sam.learner.addressChange ?? -1 })
      sam.delivers()
      sam.passesTo(`2026-11-${24 + i} 10:00`)
    }
    expect(sam.does(address)).toEqual({ outcome: 'moved-often', events: [] })
    sam.does({ type: 'ForgetOldAddresses' }, '2026-11-30 10:00')
    expect(sam.does(address).outcome).toBe('done')
  })

  test('that were refused wait their day, while another goes out at once', () => {
    const sam = aReader()
    sam.fate = () => ({ is: 'rejected', reason: 'message-rejected' })
    sam.does(link)
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    sam.does(address)
    sam.passesTo('2026-11-24 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:00 confirm-address', '2026-11-24 09:00 private-link'])
  })

  test('are not for who cannot be reached', () => {
    const sam = aReader()
    sam.does({ type: 'RecordComplaint' })
    expect(sam.does(link)).toEqual({ outcome: 'not-a-learner', events: [] })
  })

  test('a new address counts once its own account email’s button is pressed', () => {
    const sam = aReader()
    sam.does(address)
    const occurrence = sam.learner.addressChange ?? -1
    expect(sam.does({ type: 'ConfirmAddress', occurrence: occurrence + 1 }).outcome).toBe('replaced')
    expect(sam.does({ type: 'ConfirmAddress', occurrence }).events).toEqual([
      { type: 'AddressChanged', at: sam.now, occurrence, undoUntil: sam.now + week },
      { type: 'AccountEmailRequested', at: sam.now, kind: 'address-changed', occurrence: occurrence + 1 },
    ])
    expect(sam.does({ type: 'ConfirmAddress', occurrence }).outcome).toBe('done-before')
  })

  test('a new address brings somebody back whose old one bounced, gently', () => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.does(address)
    const occurrence = sam.learner.addressChange ?? -1
    sam.delivers()
    sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    sam.passesTo('2026-12-24 12:00')
    sam.does({ type: 'ConfirmAddress', occurrence })
    sam.passesTo('2026-12-25 20:00')
    expect(sam.emails.at(-1)).toMatch(/^2026-12-2[45] .* module two$/)
    expect(sam.events.filter(event => event.type === 'EmailDeferred')).toMatchObject([{ reason: 'too-late' }])
  })
})
