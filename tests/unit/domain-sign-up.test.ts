import { describe, expect, test } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import { enrolmentCap } from '../../shared/domain/learner.ts'
import { aReader, epochOf, Life } from '../support/life.ts'
import { aJourney, aModule, on } from '../support/small-journey.ts'

const journeyId = 'small-things'
const nobody = () => new Life('2026-11-23 09:00', aJourney())
const consent = { wording: '1', mechanism: 'page' as const }

describe('signing up', () => {
  test('is written down with the consent, and answered by a confirmation to press', () => {
    const sam = nobody()
    const { at, events } = { at: sam.now, events: sam.signsUp(journeyId, { sector: 'social-care' }).events }
    expect(events).toEqual([
      {
        type: 'SignUpRequested',
        at,
        epoch: epochOf(1),
        request: 0,
        journeyId,
        consent,
        preferences: { pace: 'as-written' },
        sector: 'social-care',
      },
      { type: 'AccountEmailRequested', at, kind: 'confirm', occurrence: 0 },
    ])
    sam.delivers()
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
  })

  test('starts nothing until the button is pressed', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.passesTo('2026-12-23 09:00')
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
    expect(sam.does({ type: 'StartJourney', journeyId, epoch: epochOf(1) }).outcome).toBe('done-before')
    expect(sam.nextDue).toBeUndefined()
  })

  test('and pressing it starts the journey, with the first module at once, in the middle of the night', () => {
    const sam = new Life('2026-11-23 02:47', aJourney())
    sam.signsUp(journeyId)
    sam.delivers()
    const { epoch } = sam.learner
    expect(sam.presses().events).toEqual([
      { type: 'SignUpConfirmed', at: sam.now, epoch, request: 0, journeyId },
    ])
    expect(sam.does({ type: 'StartJourney', journeyId, epoch }).events).toEqual([
      { type: 'JourneyStarted', at: sam.now, epoch, journeyId, version: 1, dueAt: sam.now },
    ])
    sam.delivers()
    expect(sam.emails).toEqual(['2026-11-23 02:47 confirm', '2026-11-23 02:47 module one'])
  })

  test('gives the first module later where its author says so', () => {
    const sam = new Life('2026-11-23 21:00', aJourney([aModule('one', { after: { days: 1 } })]))
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.nextDue).toBe('2026-11-25 08:00')
  })

  test('pressed twice sends one confirmation', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    const { requests } = sam.learner
    const twice = sam.signsUp(journeyId, { repeats: 0 }).events
    expect(twice).toMatchObject([{ type: 'AccountEmailWithheld', reason: 'asked-recently' }])
    sam.delivers()
    expect(sam.emails).toHaveLength(1)
    expect(sam.learner.requests).toEqual(requests)
  })

  test('is confirmed by its own link, and no other changes anything', () => {
    const sam = nobody()
    sam.signsUp(journeyId, { sector: 'ambulance' })
    sam.delivers()
    sam.passesTo('2026-11-24 10:00')
    sam.signsUp(journeyId, { preferences: { pace: 'slower' } })
    sam.delivers()
    expect(sam.learner).toMatchObject({ status: 'pending', preferences: { pace: 'as-written' } })
    expect(sam.learner.joining).toEqual([])
    expect(sam.presses(0).outcome).toBe('done')
    expect(sam.learner).toMatchObject({
      status: 'active',
      sector: 'ambulance',
      preferences: { pace: 'as-written' },
      consent: { ...consent, at: on('2026-11-23 09:00') },
      joining: [{ journeyId }],
      requests: [],
    })
    expect(sam.presses(1)).toEqual({ outcome: 'in-already', events: [] })
    expect(sam.presses(0)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('by a link that no sign-up goes with changes nothing', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    expect(sam.presses(7)).toEqual({ outcome: 'link-outdated', events: [] })
  })

  test('confirmed twice is confirmed once', () => {
    const sam = aReader()
    expect(sam.presses()).toEqual({
      outcome: 'done-before',
      events: [],
    })
  })

  test('by somebody who takes part changes nothing of theirs, and sends a word about it', () => {
    const sam = aReader()
    sam.passesTo('2026-11-25 09:00')
    expect(sam.signsUp(journeyId, { preferences: { pace: 'slower' } }).events).toEqual([
      {
        type: 'AccountEmailRequested',
        at: sam.now,
        kind: 'already-with-us',
        occurrence: 1,
        about: journeyId,
      },
    ])
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 09:00 already-with-us')
    expect(sam.learner.preferences).toEqual({ pace: 'as-written' })
  })

  test.each(['confirm', 'already-with-us'])('sends two an hour, three a day and five a week: %s', kind => {
    const sam = kind === 'confirm' ? nobody() : aReader()
    sam.passesTo('2026-12-01 09:00')
    for (let hours = 9; hours < 24 * 8; hours += 1) {
      sam.passesTo(`2026-12-0${1 + Math.floor(hours / 24)} ${String(hours % 24).padStart(2, '0')}:00`)
      for (let times = 0; times < 3; times += 1)
        sam.signsUp(journeyId, { preferences: { pace: 'slower', breakUntil: `2027-01-${10 + times}` } })
      sam.delivers()
    }
    const sent = sam.emails.filter(email => email.endsWith(` ${kind}`)).map(email => on(email.slice(0, 16)))
    const max = (hours: number) =>
      Math.max(...sent.map(at => sent.filter(one => one >= at && one < at + hours * hour).length))
    expect([max(1), max(24), max(7 * 24)]).toEqual(kind === 'confirm' ? [2, 3, 5] : [1, 3, 5])
    const withheld = sam.events.filter(({ type }) => type === 'AccountEmailWithheld')
    expect(withheld.at(-1)).toMatchObject({ kind })
  })

  test('an honest second try is answered at once, and a third in its turn', () => {
    const sam = nobody()
    for (const minute of ['00', '05', '10']) {
      sam.passesTo(`2026-11-23 09:${minute}`)
      sam.signsUp(journeyId)
      sam.delivers()
    }
    sam.passesTo('2026-11-24 09:00')
    expect(sam.emails).toEqual([
      '2026-11-23 09:00 confirm',
      '2026-11-23 09:05 confirm',
      '2026-11-23 10:00 confirm',
    ])
  })

  test('that would wait for more than a week is not kept, since nobody could confirm it', () => {
    const sam = nobody()
    for (let times = 0; times < 12; times += 1) sam.signsUp(journeyId)
    expect(sam.events.at(-1)).toMatchObject({ type: 'AccountEmailWithheld', reason: 'mailbox-full' })
    expect(sam.learner.requests.length).toBe(sam.learner.accountEmails.length)
  })

  test('with an address that bounced is answered by nothing, and the reason is written down', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.delivers()
    sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    sam.passesTo('2026-11-25 09:00')
    expect(sam.signsUp(journeyId).events).toMatchObject([
      { type: 'AccountEmailWithheld', reason: 'undeliverable' },
    ])
    expect(sam.nextDue).toBeUndefined()
  })
})

test('who agreed elsewhere brings their sector along', () => {
  const sam = nobody()
  const given = { ...consent, mechanism: 'import' as const }
  const about = { epoch: epochOf(1), journeyId, consent: given, startAt: 0, sector: 'student' as const }
  sam.does({ type: 'ImportLearner', ...about, preferences: { pace: 'as-written' } })
  expect(sam.learner).toMatchObject({ status: 'active', sector: 'student', epoch: epochOf(1) })
})

describe('starting a journey', () => {
  const confirmed = () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.presses()
    return sam
  }
  const start = { type: 'StartJourney' as const, journeyId, epoch: epochOf(1) }

  test('twice, late, or years later by a replay, starts it once', () => {
    const sam = confirmed()
    expect(sam.does(start).outcome).toBe('done')
    expect(sam.does(start, '2029-11-23 09:00')).toEqual({ outcome: 'done-before', events: [] })
  })

  test('that was asked for in another life, or that nobody asked for, starts nothing', () => {
    const sam = confirmed()
    expect(sam.does({ ...start, epoch: epochOf(7) }).outcome).toBe('done-before')
    expect(sam.does({ ...start, journeyId: 'other' }).outcome).toBe('done-before')
  })

  test('is looked after until it has happened', () => {
    const sam = confirmed()
    sam.delivers()
    expect(sam.in().phase.is).toBe('reading')
  })

  test('that is not published waits for it', () => {
    const sam = confirmed()
    const journey = sam.journeys[journeyId]
    delete sam.journeys[journeyId]
    expect(sam.does(start)).toEqual({ outcome: 'no-such-journey', events: [] })
    if (journey) sam.publish(journey)
    expect(sam.does(start).outcome).toBe('done')
  })

  test('beyond as many as anybody follows is declined, once and in words', () => {
    const sam = confirmed()
    for (let i = 0; i < enrolmentCap; i += 1)
      sam.apply([
        {
          type: 'JourneyStarted',
          at: sam.now,
          epoch: epochOf(1),
          journeyId: `j${i}`,
          version: 1,
          dueAt: sam.now,
        },
      ])
    expect(sam.does(start)).toEqual({
      outcome: 'too-often',
      events: [{ type: 'JourneyNotStarted', at: sam.now, journeyId, reason: 'too-many-journeys' }],
    })
    expect(sam.learner.status).toBe('active')
    expect(sam.learner.joining).toEqual([])
    expect(sam.does(start)).toEqual({ outcome: 'done-before', events: [] })
  })

  test('with nothing in it for this person is finished at once', () => {
    const sam = new Life('2026-11-23 09:00', aJourney([aModule('one', { onlyFor: ['ambulance'] })]))
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.in().phase).toEqual({ is: 'completed' })
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
  })
})
