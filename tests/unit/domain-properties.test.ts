import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import { enrolmentDueAt, learnerDueAt } from '../../shared/domain/due.ts'
import { day, minute, week } from '../../shared/domain/duration.ts'
import { isAskedFor, isAtRest, isOver } from '../../shared/domain/enrolment.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { isReachable, type Learner } from '../../shared/domain/learner.ts'
import { onAnyDay } from '../../shared/domain/preferences.ts'
import { nextPreferredTime } from '../../shared/domain/schedule.ts'
import { aReader, epochOf } from '../support/life.ts'
import { aJourney, aModule, clockTime } from '../support/small-journey.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { first, type Happening, happenings, preferences, second } from '../support/wishes.ts'

/** Somebody who is in both journeys, and then whatever happens. */
function lifeOf(story: Parameters<WatchedLife['happens']>[0][], zone = second.zone): WatchedLife {
  const sam = new WatchedLife('2026-11-23 09:00', first, { ...second, zone })
  sam.signsUp(first.id)
  sam.confirms()
  const { epoch, preferences } = sam.learner
  sam.does({ type: 'ImportLearner', epoch, journeyId: second.id, consent, preferences, startAt: 0 })
  for (const happening of story) sam.happens(happening)
  return sam
}

/** What an operator sent once more, SES took, and could not deliver. */
const sentOnceMoreFailing: Happening[] = [
  { is: 'intent', intent: { type: 'ResendModule', journeyId: first.id, moduleId: 'one' } },
  { is: 'time', hours: 0, fate: { is: 'accepted' }, evidence: 'absent' },
  { is: 'word', which: 2, outcome: 'failed' },
  { is: 'time', hours: 72, fate: { is: 'accepted' }, evidence: 'absent' },
]

test('whatever happens, in whatever order, the promises hold at every step', () => {
  fc.assert(
    fc.property(happenings(40), story => {
      lifeOf(story)
    }),
    { numRuns: 200, examples: [[sentOnceMoreFailing]] },
  )
})

test('they hold, one email a day among them, when the journeys are of different zones', () => {
  const zone = fc.constantFrom('Pacific/Auckland', 'Pacific/Honolulu', 'Asia/Kolkata', 'Europe/Paris')
  fc.assert(
    fc.property(happenings(40), zone, (story, there) => {
      lifeOf(story, there)
    }),
    { numRuns: 100 },
  )
})

test('whatever has happened, nobody is stranded: in the end everybody has finished, pauses, or is refused by SES again and again', () => {
  fc.assert(
    fc.property(happenings(25), story => {
      const sam = lifeOf(story)
      sam.fate = () => ({ is: 'accepted' })
      sam.evidence = 'absent'
      sam.held.clear()
      sam.passesTo(clockTime(sam.now + 500 * day))
      if (!isReachable(sam.learner)) return
      for (const enrolment of Object.values(sam.learner.enrolments)) {
        if (isOver(enrolment) || isAtRest(enrolment)) continue
        throw new Error(`Still ${JSON.stringify(enrolment)} after 500 days of silence.`)
      }
      expect(learnerDueAt(sam.learner)).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})

test('who does every module, whenever they get round to it, gets each once, in order, at times of their own, to the end', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 40 * 24 * 60 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(preferences, delays, fc.nat(365), (wishes, minutes, start) => {
      const ids = ['a', 'b', 'c', 'd', 'e', 'f']
      const begin = clockTime(Date.parse('2026-09-01T09:00Z') + start * day)
      const journey = aJourney([aModule('a', { after: { days: 0 } }), ...ids.slice(1)])
      const sam = new WatchedLife(begin, journey)
      sam.signsUp(journey.id, { preferences: wishes })
      sam.confirms()
      ids.forEach((id, place) => {
        // Modules wait as long as they have to: a break, seldom days.
        for (let weeks = 0; weeks < 60 && !sam.in().emailed.includes(id); weeks += 1)
          sam.passesTo(clockTime(sam.now + week))
        expect(sam.in().emailed).toEqual(ids.slice(0, place + 1))
        sam.now += (minutes[place] ?? 0) * minute
        sam.completes(id)
      })
      expect(sam.in().phase).toEqual({ is: 'completed' })
      const sent = sam.emails.filter(email => email.includes(' module '))
      expect(sent.map(email => email.slice(-1))).toEqual(ids)
    }),
    { numRuns: 60 },
  )
})

describe('a life that is over stays over', () => {
  const endings = fc.constantFrom(
    { type: 'Leave' as const, via: 'page' as const },
    { type: 'Erase' as const },
  )

  test('whatever of it is told again, in any order', () => {
    fc.assert(
      fc.property(happenings(25), endings, fc.infiniteStream(fc.nat()), (story, ending, dice) => {
        const sam = lifeOf(story)
        sam.does(ending)
        const emails = sam.claimed.length
        const old = [...sam.commands].sort(() => (dice.next().value % 2 ? 1 : -1))
        for (const command of old.filter(({ type }) => !isByHand.includes(type))) sam.does(command)
        sam.passesTo(clockTime(sam.now + 60 * day))
        expect(sam.claimed.length).toBe(emails)
        expect(['left', 'erased']).toContain(sam.learner.status)
      }),
      { numRuns: 60 },
    )
  })

  test('also when a new one has begun: the old events do nothing to it', () => {
    fc.assert(
      fc.property(happenings(25), story => {
        const sam = lifeOf(story)
        for (const type of ['LiftSuppression', 'Leave'] as const)
          sam.does(type === 'Leave' ? { type, via: 'page' } : { type })
        const old = sam.commands.filter(({ type }) => isEvent.includes(type))
        sam.does({
          type: 'RequestSignUp',
          lately: [],
          epoch: epochOf(9),
          journeyId: first.id,
          consent,
          preferences: { pace: 'as-written' },
        })
        sam.presses()
        sam.does({ type: 'StartJourney', epoch: epochOf(9), journeyId: first.id })
        const before = sam.learner
        for (const command of old) sam.does(command)
        expect(sam.learner).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

const consent = { wording: '1', mechanism: 'page' as const }
/** What a person or an operator does anew, on purpose. */
const isByHand: Command['type'][] = ['RequestSignUp', 'ImportLearner', 'LiftSuppression']
/** What a replay of the bus brings about once more. */
const isEvent: Command['type'][] = ['StartJourney', 'CompleteModule', 'ConfirmSignUp']

/** A form that is sent twice names the sign-up that it repeats; without that it is another sign-up. */
const asRepeated = (command: Command, { requests }: Learner): Command =>
  command.type === 'RequestSignUp' ? { ...command, repeats: requests.at(-1)?.number } : command

/** Of who has finished, SES says twice over that the last email failed. */
const lastEmailFailing: Happening[] = [
  { is: 'done', journeyId: 'small-things' },
  { is: 'edition', journey: aJourney([aModule('one')]) },
  { is: 'time', hours: 48, fate: { is: 'accepted' }, evidence: 'absent' },
  { is: 'done', journeyId: 'small-things' },
  { is: 'done', journeyId: 'small-things' },
  { is: 'time', hours: 63, fate: { is: 'accepted' }, evidence: 'absent' },
  { is: 'time', hours: 248, fate: { is: 'accepted' }, evidence: 'absent' },
  { is: 'word', which: 801165312, outcome: 'failed' },
]

test('a command asked twice is done once', () => {
  fc.assert(
    fc.property(happenings(30), story => {
      const sam = lifeOf(story)
      for (const command of sam.commands.slice(-5).filter(({ type }) => !type.startsWith('Deliver'))) {
        const twice = { ...command, at: sam.now } as Command
        const once = decide(sam.learner, twice, sam.journeys).events.reduce(evolve, sam.learner)
        const again = decide(once, asRepeated(twice, once), sam.journeys).events.reduce(evolve, once)
        expect(again).toEqual(once)
      }
    }),
    { numRuns: 80, examples: [[lastEmailFailing]] },
  )
})

test('an email is claimed by one of many workers', () => {
  fc.assert(
    fc.property(happenings(20), story => {
      const sam = lifeOf(story)
      for (const intent of [
        { type: 'DeliverDue' as const, by: 'one' },
        { type: 'DeliverDue' as const, journeyId: first.id, by: 'one' },
      ]) {
        if (sam.does(intent).outcome !== 'claimed') continue
        expect(sam.does({ ...intent, by: 'two' })).toEqual({ outcome: 'in-flight', events: [] })
      }
    }),
    { numRuns: 60 },
  )
})

test('the same question has the same answer, and asking changes nothing', () => {
  fc.assert(
    fc.property(happenings(15), story => {
      const [one, other] = [lifeOf(story), lifeOf(story)]
      expect(one.events).toEqual(other.events)
      expect(one.learner).toEqual(other.learner)
    }),
    { numRuns: 30 },
  )
})

test('a reminder that fell due in a break comes after it, whatever the break', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), days => {
      const sam = aReader()
      const breakUntil = clockTime(sam.now + days * day).slice(0, 10)
      sam.prefers({ breakUntil })
      sam.passesTo(clockTime(sam.now + 200 * day))
      for (const email of sam.emails.slice(2)) expect(email.slice(0, 10) >= breakUntil).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('due times lie where the person likes them', () => {
  fc.assert(
    fc.property(happenings(30), story => {
      const sam = lifeOf(story)
      for (const enrolment of Object.values(sam.learner.enrolments)) {
        const journey = sam.journeys[enrolment.journeyId]
        const due: Instant | undefined = enrolmentDueAt(sam.learner, enrolment)
        if (!journey || due === undefined || enrolment.claim || enrolment.resend || sam.isAtOnce(due))
          continue
        const { preferences } = sam.learner
        const liked = isAskedFor(enrolment) ? onAnyDay(preferences) : preferences
        expect(clockTime(nextPreferredTime(due, journey, liked))).toBe(clockTime(due))
      }
    }),
    { numRuns: 80 },
  )
})
