import { describe, expect, test } from 'vitest'
import { aReader, Life, types } from '../support/life.ts'
import { aJourney } from '../support/small-journey.ts'

const journeyId = 'small-things'
const nobody = () => new Life('2026-11-23 09:00', aJourney())
describe('an account email of which no answer came', () => {
  const link = { type: 'RequestAccountEmail' as const, kind: 'private-link' as const }
  const lost = () => {
    const sam = aReader()
    sam.does(link)
    sam.fate = () => 'no-answer'
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    return sam
  }

  test('is held, and looked into less and less often', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails).toHaveLength(2)
    expect(types(sam.events.slice(-5))).toEqual(Array.from({ length: 5 }, () => 'EmailOutcomeUnknown'))
  })

  test('goes out again once its absence is proven, under a new id', () => {
    const sam = lost()
    sam.evidence = 'absent'
    sam.passesTo('2026-11-23 10:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:20 private-link'])
    expect(new Set(sam.claimed.map(({ id }) => id)).size).toBe(sam.claimed.length)
  })

  test('goes out again to a new address with a link that counts', () => {
    const sam = aReader()
    sam.does({ type: 'RequestAccountEmail', kind: 'confirm-address' })
    sam.fate = () => 'no-answer'
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    sam.evidence = 'absent'
    sam.passesTo('2026-11-23 10:00')
    const occurrence = sam.claimed.at(-1)?.occurrence ?? -1
    expect(sam.does({ type: 'ConfirmAddress', occurrence }).outcome).toBe('done')
    expect(sam.learner.accountEmails.map(({ kind }) => kind)).toEqual(['address-changed'])
  })

  test('and is none to a new address asks for no change of address when it goes out again', () => {
    const sam = lost()
    sam.evidence = 'absent'
    sam.passesTo('2026-11-23 10:00')
    expect(sam.learner).not.toHaveProperty('addressChange')
  })

  test('is settled by a late answer', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    const email = sam.claimed.at(-1)
    if (email) sam.settles(email, { is: 'accepted' })
    expect(sam.learner.accountEmails).toEqual([])
    expect(sam.learner).not.toHaveProperty('claim')
  })

  test('settles itself alone when its answer comes, and not the one that was asked for instead', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    const email = sam.claimed.at(-1)
    sam.does(link)
    if (email) sam.settles(email, { is: 'accepted' })
    expect(sam.learner.accountEmails).toHaveLength(1)
    sam.delivers()
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:06 private-link', '2026-11-23 09:06 private-link'])
  })

  test('is asked for again by who misses it, and then given up for the new one', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    expect(sam.does(link).outcome).toBe('done')
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:06 private-link'])
    expect(sam.learner.accountEmails).toEqual([])
  })

  test('does not make one of another kind that waits be asked for twice', () => {
    const sam = lost()
    const address = { type: 'RequestAccountEmail' as const, kind: 'confirm-address' as const }
    sam.passesTo('2026-11-23 09:06')
    sam.does(address)
    expect(sam.does(address)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('holds up no account email of another kind', () => {
    const sam = lost()
    sam.does({ type: 'RequestAccountEmail', kind: 'confirm-address' }, '2026-11-23 09:02')
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:05 confirm-address'])
  })

  test('of the life before holds up nothing in the next', () => {
    const sam = lost()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-11-25 09:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.slice(2)).toEqual(['2026-11-25 09:00 confirm', '2026-11-25 09:00 module one'])
  })

  test('was the confirmation, whose button they have pressed: it is not sent again', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.fate = () => 'no-answer'
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    sam.evidence = 'absent'
    sam.passesTo('2026-11-23 09:07')
    sam.presses()
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails).toEqual(['2026-11-23 09:07 module one'])
  })
})

test('a confirmation that was lost is written anew though another was asked for: that may be a stranger’s', () => {
  const sam = nobody()
  sam.signsUp(journeyId)
  sam.delivers()
  sam.passesTo('2026-11-24 10:00')
  sam.signsUp(journeyId)
  sam.delivers()
  const [earlier] = sam.claimed
  if (!earlier) throw new Error('Nothing was claimed.')
  expect(types(sam.settles(earlier, { is: 'failed', reason: 'not-rendered' }).events)).toEqual([
    'EmailFailed',
  ])
  sam.passesTo('2026-11-25 11:00')
  expect(sam.emails.at(-1)).toBe('2026-11-25 10:00 confirm')
  expect(sam.presses(0).outcome).toBe('done')
})

test('an account email that went out is settled, whatever is told of it afterwards', () => {
  const sam = nobody()
  sam.signsUp(journeyId)
  sam.delivers()
  const emailId = sam.claimed[0]?.id ?? ''
  for (const told of [{ is: 'accepted' }, { is: 'unknown' }, { is: 'absent' }] as const)
    expect(sam.asks({ type: 'SettleEmail', emailId, outcome: told })).toEqual({
      outcome: 'done-before',
      events: [],
    })
})

describe('an account email that SES', () => {
  test('turned back goes out as soon as may be', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.fate = () => ({ is: 'turned-back', reason: 'throttled' })
    sam.does({ type: 'DeliverDue', by: 'w' })
    const email = sam.learner.claim?.email
    if (email) sam.settles(email, { is: 'turned-back', reason: 'throttled' })
    sam.fate = () => ({ is: 'accepted' })
    sam.delivers()
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
  })

  test('refused is tried again the next day', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.fate = () => ({ is: 'rejected', reason: 'message-rejected' })
    sam.delivers()
    sam.fate = () => ({ is: 'accepted' })
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails).toEqual(['2026-11-24 09:00 confirm'])
  })

  test('took and could not deliver: the confirmation that somebody waits for is written anew', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.delivers()
    const [email] = sam.claimed
    if (!email) throw new Error('Nothing was claimed.')
    expect(types(sam.settles(email, { is: 'failed', reason: 'not-rendered' }).events)).toEqual([
      'EmailFailed',
    ])
    for (const told of [
      { is: 'failed', reason: 'not-rendered' },
      { is: 'accepted' },
      { is: 'unknown' },
    ] as const)
      expect(sam.asks({ type: 'SettleEmail', emailId: email.id, outcome: told }).events).toEqual([])
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm', '2026-11-24 09:00 confirm'])
    expect(sam.learner.emailCount).toBe(2)
    sam.presses()
    expect(sam.learner.status).toBe('active')
    const again = sam.claimed.at(-1)
    expect(again && sam.settles(again, { is: 'failed', reason: 'not-rendered' }).events).toEqual([])
  })

  test('and a claim on an account email is made by one worker at a time', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    expect(sam.does({ type: 'DeliverDue', by: 'one' }).outcome).toBe('claimed')
    expect(sam.does({ type: 'DeliverDue', by: 'two' })).toEqual({ outcome: 'in-flight', events: [] })
  })
})
