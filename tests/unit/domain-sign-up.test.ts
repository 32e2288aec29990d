import { describe, expect, test } from 'vitest'
import { evolve } from '../../shared/domain/evolve.ts'
import { enrolmentCap } from '../../shared/domain/learner.ts'
import { aJourney, aModule, aReader, epochOf, Life, learnerId, on } from '../support/life.ts'

const journeyId = 'small-things'
const types = (facts: readonly { type: string }[]) => facts.map(({ type }) => type)
const nobody = () => new Life('2026-11-23 09:00', aJourney())
const consent = { wording: '1', mechanism: 'page' as const }

describe('signing up', () => {
  test('is written down with the consent, and answered by a confirmation to press', () => {
    const sam = nobody()
    const { at, facts } = { at: sam.now, facts: sam.signsUp(journeyId, { sector: 'social-care' }).facts }
    expect(facts).toEqual([
      {
        type: 'SignUpRequested',
        at,
        epoch: epochOf(1),
        journeyId,
        consent,
        preferences: { pace: 'as-written' },
        sector: 'social-care',
      },
      { type: 'LetterRequested', at, kind: 'confirm', occurrence: 0 },
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
    expect(sam.does({ type: 'ConfirmSignUp', epoch }).facts).toEqual([
      { type: 'SignUpConfirmed', at: sam.now, epoch, journeyId },
    ])
    expect(sam.does({ type: 'StartJourney', journeyId, epoch }).facts).toEqual([
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

  test('twice in a row sends one confirmation, and both its words and its link stand', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    const { epoch } = sam.learner
    expect(types(sam.signsUp(journeyId, { sector: 'ambulance' }).facts)).toEqual([
      'SignUpRequested',
      'LetterWithheld',
    ])
    sam.delivers()
    expect(sam.emails).toHaveLength(1)
    expect(sam.learner).toMatchObject({ epoch, sector: 'ambulance' })
  })

  test('confirmed twice is confirmed once', () => {
    const sam = aReader()
    expect(sam.does({ type: 'ConfirmSignUp', epoch: sam.learner.epoch })).toEqual({
      outcome: 'done-before',
      facts: [],
    })
  })

  test('by somebody who takes part changes nothing of theirs, and sends a word about it', () => {
    const sam = aReader()
    sam.passesTo('2026-11-25 09:00')
    expect(sam.signsUp(journeyId, { preferences: { pace: 'slower' } }).facts).toEqual([
      { type: 'LetterRequested', at: sam.now, kind: 'already-with-us', occurrence: 1 },
    ])
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-25 09:00 already-with-us')
    expect(sam.learner.preferences).toEqual({ pace: 'as-written' })
  })

  test.each(['confirm', 'already-with-us'])('sends one such email a day and three a week: %s', kind => {
    const sam = kind === 'confirm' ? nobody() : aReader()
    sam.passesTo('2026-12-01 09:00')
    for (let hours = 0; hours < 24 * 8; hours += 6) {
      sam.signsUp(journeyId)
      sam.passesTo(
        `2026-12-${String(1 + Math.floor((15 + hours) / 24)).padStart(2, '0')} ${String((15 + hours) % 24).padStart(2, '0')}:00`,
      )
    }
    expect(sam.emails.filter(email => email.endsWith(` ${kind}`))).toEqual([
      `2026-12-01 09:00 ${kind}`,
      `2026-12-02 09:00 ${kind}`,
      `2026-12-03 09:00 ${kind}`,
      `2026-12-08 09:00 ${kind}`,
    ])
    const withheld = sam.facts.filter(({ type }) => type === 'LetterWithheld')
    expect(withheld.length).toBe(32 - 4)
    expect(withheld[0]).toMatchObject({ kind, reason: 'asked-recently' })
  })

  test('with an address that bounced is answered by nothing, and the reason is written down', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.delivers()
    sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    sam.passesTo('2026-11-25 09:00')
    expect(sam.signsUp(journeyId).facts).toMatchObject([
      {},
      { type: 'LetterWithheld', reason: 'undeliverable' },
    ])
    expect(sam.nextDue).toBeUndefined()
  })
})

test('who agreed elsewhere brings their sector along', () => {
  const sam = nobody()
  const given = { ...consent, mechanism: 'import' as const }
  const about = { epoch: epochOf(1), journeyId, consent: given, startAt: 0, sector: 'student' as const }
  sam.does({ type: 'ImportLearner', ...about, preferences: { pace: 'as-written' } })
  expect(sam.learner).toMatchObject({ standing: 'active', sector: 'student', epoch: epochOf(1) })
})

describe('starting a journey', () => {
  const confirmed = () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.does({ type: 'ConfirmSignUp', epoch: sam.learner.epoch })
    return sam
  }
  const start = { type: 'StartJourney' as const, journeyId, epoch: epochOf(1) }

  test('twice, late, or years later by a replay, starts it once', () => {
    const sam = confirmed()
    expect(sam.does(start).outcome).toBe('done')
    expect(sam.does(start, '2029-11-23 09:00')).toEqual({ outcome: 'done-before', facts: [] })
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
    expect(sam.does(start)).toEqual({ outcome: 'no-such-journey', facts: [] })
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
      facts: [{ type: 'JourneyNotStarted', at: sam.now, journeyId, reason: 'too-many-journeys' }],
    })
    expect(sam.learner.standing).toBe('active')
    expect(sam.learner).not.toHaveProperty('joining')
    expect(sam.does(start)).toEqual({ outcome: 'done-before', facts: [] })
  })

  test('with nothing in it for this person is finished at once', () => {
    const sam = new Life('2026-11-23 09:00', aJourney([aModule('one', { onlyFor: ['ambulance'] })]))
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.in().phase).toEqual({ is: 'completed' })
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
  })
})

describe('leaving', () => {
  test.each(['page', 'one-click', 'operator'] as const)('by %s ends everything at once', via => {
    const sam = aReader()
    sam.does({ type: 'RequestLetter', kind: 'private-link' })
    expect(sam.does({ type: 'Leave', via }).facts).toEqual([{ type: 'Unsubscribed', at: sam.now, via }])
    expect(sam.nextDue).toBeUndefined()
    sam.passesTo('2028-01-01 00:00')
    expect(sam.emails).toHaveLength(2)
    expect(sam.does({ type: 'Leave', via })).toEqual({ outcome: 'done-before', facts: [] })
  })

  test('before having confirmed is possible too, and the old confirmation brings nobody back', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.does({ type: 'ConfirmSignUp', epoch: epochOf(1) })).toEqual({
      outcome: 'link-outdated',
      facts: [],
    })
  })

  test('makes every older link and event harmless', () => {
    const sam = aReader()
    const epoch = epochOf(1)
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.does({ type: 'ConfirmSignUp', epoch }).facts).toEqual([])
    expect(sam.does({ type: 'StartJourney', journeyId, epoch }).facts).toEqual([])
    expect(
      sam.does({ type: 'CompleteModule', journeyId, moduleId: 'one', epoch, via: 'page' }).facts,
    ).toEqual([])
    expect(sam.does({ type: 'ResumeJourney', journeyId }).facts).toEqual([])
    expect(sam.does({ type: 'PauseJourney', journeyId }).facts).toEqual([])
    expect(sam.does({ type: 'RequestLetter', kind: 'private-link' }).facts).toEqual([])
  })

  test('and somebody else filling in the form does not bring them back', () => {
    const sam = aReader()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-11-25 09:00')
    sam.signsUp(journeyId)
    sam.passesTo('2026-12-25 09:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-25 09:00 confirm'])
    expect(sam.learner.standing).toBe('pending')
    expect(sam.does({ type: 'Leave', via: 'one-click' }).outcome).toBe('done')
  })
})

describe('a second life', () => {
  const returned = (change: { until?: string } = {}) => {
    const sam = aReader()
    sam.completes('one', '2026-11-24 09:00')
    sam.passesTo(change.until ?? '2026-11-26 10:00')
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    return sam
  }

  test('goes on at once where the first one was: with the module that was not done', () => {
    const sam = returned()
    expect(sam.emails.slice(-2)).toEqual(['2027-02-01 12:00 confirm', '2027-02-01 12:00 module two'])
    sam.completes('two', '2027-02-02 09:00')
    sam.passesTo('2027-02-04 09:00')
    expect(sam.emails.at(-1)).toBe('2027-02-04 09:00 module three')
  })

  test('does not wait for what its author lets newcomers wait', () => {
    const sam = new Life('2026-11-23 09:00', aJourney([aModule('one', { after: { days: 1 } }), 'two']))
    sam.signsUp(journeyId)
    sam.confirms()
    sam.passesTo('2026-11-24 10:00')
    sam.completes('one')
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2027-02-01 12:00 module two')
  })

  test('has ids of its own', () => {
    const sam = returned()
    expect(sam.claimed.at(-1)?.id).toBe(`${learnerId}_${epochOf(2)}_module_2_small-things_two`)
    expect(new Set(sam.claimed.map(({ id }) => id)).size).toBe(sam.claimed.length)
  })

  test('knows the links of the first one, and does nothing for them', () => {
    const sam = returned()
    const old = {
      type: 'CompleteModule' as const,
      journeyId,
      moduleId: 'two',
      epoch: epochOf(1),
      via: 'page' as const,
    }
    expect(sam.does(old)).toEqual({ outcome: 'link-outdated', facts: [] })
    expect(sam.does({ type: 'ConfirmSignUp', epoch: epochOf(1) })).toEqual({
      outcome: 'link-outdated',
      facts: [],
    })
    expect(sam.does({ type: 'StartJourney', journeyId, epoch: epochOf(1) }).facts).toEqual([])
  })

  test('begins anew for who had finished', () => {
    const sam = aReader(aJourney(['one']))
    sam.completes('one', '2026-11-24 09:00')
    sam.does({ type: 'Leave', via: 'page' })
    expect(sam.in().phase).toEqual({ is: 'completed' })
    sam.passesTo('2027-02-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2027-02-01 12:00 module one')
    expect(sam.in().done).toEqual([])
  })

  test('on the very day has its first module on the next: one email a day holds over lives', () => {
    const sam = aReader()
    sam.passesTo('2026-11-23 10:00')
    sam.does({ type: 'Leave', via: 'page' })
    sam.learner = { ...sam.learner, asked: [] }
    sam.signsUp(journeyId)
    sam.confirms()
    sam.passesTo('2026-11-24 10:00')
    expect(sam.emails.slice(-2)).toEqual(['2026-11-23 10:00 confirm', '2026-11-24 08:00 module one'])
  })

  test('is not paused because the first one was', () => {
    const sam = aReader()
    sam.pauses()
    sam.does({ type: 'Leave', via: 'page' })
    sam.passesTo('2026-12-01 12:00')
    sam.signsUp(journeyId)
    sam.confirms()
    expect(sam.emails.at(-1)).toBe('2026-12-01 12:00 module one')
  })

  test('in another journey leaves the first one left', () => {
    const sam = aReader()
    sam.pauses()
    sam.does({ type: 'Leave', via: 'page' })
    sam.journeys['other'] = aJourney(['red'], { id: 'other' })
    sam.passesTo('2026-12-01 12:00')
    sam.signsUp('other')
    sam.confirms()
    expect(sam.in(journeyId).phase).toEqual({ is: 'left' })
    expect(sam.does({ type: 'ResumeJourney', journeyId }).facts).toEqual([])
    expect(sam.emails.at(-1)).toBe('2026-12-01 12:00 module red')
  })
})

describe('erasing', () => {
  test('leaves nobody to do anything with', () => {
    const sam = aReader()
    expect(sam.does({ type: 'Erase' }).facts).toEqual([{ type: 'LearnerErased', at: sam.now }])
    expect(sam.nextDue).toBeUndefined()
    expect(sam.learner.enrolments).toEqual({})
    for (const intent of [
      { type: 'ConfirmSignUp' as const, epoch: epochOf(1) },
      { type: 'StartJourney' as const, journeyId, epoch: epochOf(1) },
      {
        type: 'CompleteModule' as const,
        journeyId,
        moduleId: 'one',
        epoch: epochOf(1),
        via: 'platform' as const,
      },
      { type: 'RecordBounce' as const, lasting: true, code: 'permanent' },
      { type: 'Erase' as const },
    ])
      expect(sam.does(intent)).toEqual({ outcome: 'not-a-learner', facts: [] })
  })
})

describe('letters on request', () => {
  const link = { type: 'RequestLetter' as const, kind: 'private-link' as const }
  const address = { type: 'RequestLetter' as const, kind: 'confirm-address' as const }

  test('go out at once, at any hour', () => {
    const sam = aReader()
    sam.does(link, '2026-11-24 03:12')
    sam.delivers()
    expect(sam.emails.at(-1)).toBe('2026-11-24 03:12 private-link')
  })

  test('asked for twice before they have gone out are one', () => {
    const sam = aReader()
    sam.does(link)
    expect(sam.does(link)).toEqual({ outcome: 'done-before', facts: [] })
  })

  test('of one kind do not keep another from being asked for', () => {
    const sam = aReader()
    sam.does(link)
    expect(types(sam.does(address).facts)).toEqual(['AddressChangeRequested', 'LetterRequested'])
    sam.delivers()
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:00 private-link', '2026-11-23 09:00 confirm-address'])
  })

  test('are five a day at most, since a forwarded email is enough to ask for them', () => {
    const sam = aReader()
    for (let i = 0; i < 5; i += 1) {
      expect(sam.does(i % 2 ? link : address).outcome).toBe('done')
      sam.delivers()
    }
    expect(sam.does(link)).toEqual({
      outcome: 'too-often',
      facts: [{ type: 'LetterWithheld', at: sam.now, kind: 'private-link', reason: 'asked-recently' }],
    })
    expect(sam.does(link, '2026-11-24 09:00').outcome).toBe('done')
  })

  test('are not for who cannot be reached', () => {
    const sam = aReader()
    sam.does({ type: 'RecordComplaint' })
    expect(sam.does(link)).toEqual({ outcome: 'not-a-learner', facts: [] })
  })

  test('a new address counts once its own letter’s button is pressed', () => {
    const sam = aReader()
    sam.does(address)
    const occurrence = sam.learner.addressChange ?? -1
    expect(sam.does({ type: 'ConfirmAddress', occurrence: occurrence + 1 }).outcome).toBe('link-outdated')
    expect(sam.does({ type: 'ConfirmAddress', occurrence }).facts).toEqual([
      { type: 'AddressChanged', at: sam.now },
    ])
    expect(sam.does({ type: 'ConfirmAddress', occurrence }).outcome).toBe('link-outdated')
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
    expect(sam.facts.filter(fact => fact.type === 'EmailDeferred')).toMatchObject([{ reason: 'too-late' }])
  })
})

describe('a letter of which no answer came', () => {
  const link = { type: 'RequestLetter' as const, kind: 'private-link' as const }
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
    expect(types(sam.facts.slice(-5))).toEqual(Array.from({ length: 5 }, () => 'EmailOutcomeUnknown'))
  })

  test('goes out again once its absence is proven, under a new id', () => {
    const sam = lost()
    sam.evidence = 'absent'
    sam.passesTo('2026-11-23 10:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:20 private-link'])
    expect(new Set(sam.claimed.map(({ id }) => id)).size).toBe(sam.claimed.length)
  })

  test('is settled by a late answer', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    const email = sam.claimed.at(-1)
    if (email) sam.settles(email, { is: 'accepted' })
    expect(sam.learner.letters).toEqual([])
    expect(sam.learner).not.toHaveProperty('claim')
  })

  test('settles itself alone when its answer comes, and not the one that was asked for instead', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    const email = sam.claimed.at(-1)
    sam.does(link)
    if (email) sam.settles(email, { is: 'accepted' })
    expect(sam.learner.letters).toHaveLength(1)
    sam.delivers()
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:06 private-link', '2026-11-23 09:06 private-link'])
  })

  test('is asked for again by who misses it, and then given up for the new one', () => {
    const sam = lost()
    sam.passesTo('2026-11-23 09:06')
    expect(sam.does(link).outcome).toBe('done')
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails.slice(2)).toEqual(['2026-11-23 09:06 private-link'])
    expect(sam.learner.letters).toEqual([])
  })

  test('does not make one of another kind that waits be asked for twice', () => {
    const sam = lost()
    const address = { type: 'RequestLetter' as const, kind: 'confirm-address' as const }
    sam.passesTo('2026-11-23 09:06')
    sam.does(address)
    expect(sam.does(address)).toEqual({ outcome: 'done-before', facts: [] })
  })

  test('holds up no letter of another kind', () => {
    const sam = lost()
    sam.does({ type: 'RequestLetter', kind: 'confirm-address' }, '2026-11-23 09:02')
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
    sam.does({ type: 'ConfirmSignUp', epoch: sam.learner.epoch }, '2026-11-23 09:07')
    sam.passesTo('2026-11-23 12:00')
    expect(sam.emails).toEqual(['2026-11-23 09:07 module one'])
  })
})

test('that an earlier confirmation was lost does not matter to who was sent another', () => {
  const sam = nobody()
  sam.signsUp(journeyId)
  sam.delivers()
  sam.passesTo('2026-11-24 10:00')
  sam.signsUp(journeyId)
  sam.delivers()
  const [earlier] = sam.claimed
  if (!earlier) throw new Error('Nothing was claimed.')
  expect(sam.settles(earlier, { is: 'failed', reason: 'not-rendered' }).facts).toEqual([])
})

test('a letter that went out is settled, whatever is told of it afterwards', () => {
  const sam = nobody()
  sam.signsUp(journeyId)
  sam.delivers()
  const emailId = sam.claimed[0]?.id ?? ''
  for (const told of [{ is: 'accepted' }, { is: 'unknown' }, { is: 'absent' }] as const)
    expect(sam.asks({ type: 'SettleEmail', emailId, outcome: told })).toEqual({
      outcome: 'done-before',
      facts: [],
    })
})

describe('a letter that SES', () => {
  test('turned back goes out as soon as may be', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.fate = () => ({ is: 'turned-back', reason: 'throttled' })
    sam.does({ type: 'DeliverLetter', by: 'w' })
    const email = sam.learner.claim?.email
    if (email) sam.settles(email, { is: 'turned-back', reason: 'throttled' })
    sam.fate = () => ({ is: 'accepted' })
    sam.delivers()
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm'])
  })

  test('refused is tried again the next day', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    sam.fate = () => ({ is: 'refused', reason: 'message-rejected' })
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
    expect(types(sam.settles(email, { is: 'failed', reason: 'not-rendered' }).facts)).toEqual(['EmailFailed'])
    for (const told of [
      { is: 'failed', reason: 'not-rendered' },
      { is: 'accepted' },
      { is: 'unknown' },
    ] as const)
      expect(sam.asks({ type: 'SettleEmail', emailId: email.id, outcome: told }).facts).toEqual([])
    sam.passesTo('2026-11-25 00:00')
    expect(sam.emails).toEqual(['2026-11-23 09:00 confirm', '2026-11-24 09:00 confirm'])
    expect(sam.learner.letterCount).toBe(2)
    sam.does({ type: 'ConfirmSignUp', epoch: sam.learner.epoch })
    expect(sam.learner.standing).toBe('active')
  })

  test('and a claim on a letter is made by one worker at a time', () => {
    const sam = nobody()
    sam.signsUp(journeyId)
    expect(sam.does({ type: 'DeliverLetter', by: 'one' }).outcome).toBe('claimed')
    expect(sam.does({ type: 'DeliverLetter', by: 'two' })).toEqual({ outcome: 'in-flight', facts: [] })
  })
})

describe('bounces and complaints', () => {
  test('that last end all email, once', () => {
    const sam = aReader()
    expect(sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' }).facts).toEqual([
      { type: 'EmailBounced', at: sam.now, lasting: true, code: 'permanent.general' },
    ])
    expect(sam.nextDue).toBeUndefined()
    expect(sam.does({ type: 'RecordBounce', lasting: true, code: 'permanent.general' }).outcome).toBe(
      'done-before',
    )
    expect(sam.does({ type: 'RecordComplaint' }).outcome).toBe('done')
    expect(sam.does({ type: 'RecordComplaint' }).outcome).toBe('done-before')
    expect(sam.learner.undeliverable).toBe('complained')
  })

  test('that pass are only written down', () => {
    const sam = aReader()
    const before = sam.learner
    sam.does({ type: 'RecordBounce', lasting: false, code: 'transient.general' })
    expect(sam.learner).toBe(before)
  })

  test('leave an operator’s word standing, as does a change of address', () => {
    const sam = aReader()
    sam.does({ type: 'Suppress' })
    sam.does({ type: 'RecordComplaint' })
    expect(sam.learner.undeliverable).toBe('suppressed')
    expect(evolve(sam.learner, { type: 'AddressChanged', at: sam.now }).undeliverable).toBe('suppressed')
  })
})

test('what was due while a person cannot be reached is due when they can', () => {
  const sam = aReader()
  sam.does({ type: 'Suppress' })
  sam.passesTo('2026-11-27 10:00')
  sam.does({ type: 'LiftSuppression' })
  expect(sam.in().dueAt).toBe(on('2026-11-26 09:00'))
  sam.passesTo('2026-11-28 20:00')
  expect(sam.emails.at(-1)).toMatch(/reminder one$/)
})
