import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DomainEvent } from '../../shared/domain/domain-event.ts'
import { enrolmentDueAt, learnerDueAt } from '../../shared/domain/due.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import { addToHistory, parseHistory } from '../../shared/store/history.ts'
import { type LearnerRecord, newRecord } from '../../shared/store/learner-record.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { packHistory, unpackHistory } from '../../shared/store/packed-history.ts'
import { statisticsOf } from '../../shared/store/statistics.ts'
import { wordList, wordLookup } from '../../shared/store/words.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { epochOf, learnerId } from '../support/life.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { first, happenings, second } from '../support/wishes.ts'

const details = { email: 'nurse@example.org', addressHash: 'hash' }

function dueTimes(learner: Learner): number[] {
  const enrolments = Object.values(learner.enrolments).map(one => enrolmentDueAt(learner, one))
  return [learnerDueAt(learner), ...enrolments].filter(due => due !== undefined).sort((a, b) => a - b)
}

/** Stores what each event makes of somebody, as it happens, and holds the rows against the engine's state. */
async function storeAll(events: readonly DomainEvent[]): Promise<LearnerRecord> {
  const table = new MemoryTable()
  const store = learnerStore(table)
  let record = newRecord(newLearner(learnerId, epochOf(0)), details)
  for (const event of events) {
    const after = evolve(record.learner, event)
    const saved = await store.save(record, { after, events: [event] })
    const read = await store.find(learnerId)
    if (!saved || !read) throw new Error(`${event.type} could not be stored and read.`)
    expect(read.learner).toEqual(after)
    expect(read).toEqual(saved)
    const indexed = [...table.rows.values()].flatMap(row =>
      typeof row['ds'] === 'number' ? [row['ds']] : [],
    )
    expect(indexed.sort((a, b) => a - b)).toEqual(dueTimes(after))
    record = read
  }
  return record
}

test('whatever happens to somebody, what is read is what was stored, and the due index says when they wait', async () => {
  await fc.assert(
    fc.asyncProperty(happenings(20), async story => {
      const sam = new WatchedLife('2026-11-23 09:00', first, second)
      sam.signsUp(first.id)
      sam.confirms()
      for (const happening of story) sam.happens(happening)
      const { learner, rows } = await storeAll(sam.events)
      expect(learner).toEqual(sam.learner)
      for (const { history } of [rows.profile, ...Object.values(rows.enrolments)])
        expect(() => parseHistory(history)).not.toThrow()
    }),
    { numRuns: 30 },
  )
})

test('a history is read from its row as it was written there, whatever happens and however a journey is edited', () => {
  fc.assert(
    fc.property(happenings(30), fc.array(fc.nat(3), { minLength: 1 }), (story, steps) => {
      const sam = new WatchedLife('2026-11-23 09:00', first, second)
      sam.signsUp(first.id)
      sam.confirms()
      for (const happening of story) sam.happens(happening)
      let [history, version] = ['', 1]
      for (const [i, event] of sam.events.entries()) {
        history = addToHistory(history, [event], version)
        version += steps[i % steps.length] ?? 1
      }
      const { numberOf, text } = wordList()
      const packed = packHistory(history, numberOf)
      expect(unpackHistory(packed, wordLookup(text()))).toBe(history)
      expect(packed.length).toBeLessThan(history.length)
    }),
    { numRuns: 100 },
  )
})

test('a history whose row has lost a word, or holds what nobody wrote, is refused', () => {
  expect(() => unpackHistory('toy6doM:m3', wordLookup('one'))).toThrow('has no word 3')
  expect(() => unpackHistory('m:toy6do:1:mone', wordLookup('one'))).toThrow('cannot be read')
})

test('a row that knows no more of the last email than its day is read as one of that day', async () => {
  const table = new MemoryTable()
  const store = learnerStore(table)
  const sam = new WatchedLife('2026-11-23 09:00', first, second)
  sam.signsUp(first.id)
  sam.confirms()
  const stored = await store.save(newRecord(newLearner(learnerId, epochOf(0)), details), {
    after: sam.learner,
    events: [],
  })
  for (const { la: _, ...row } of [...table.rows.values()]) {
    const older = row.sk === 'profile' ? { lastEmailDay: '2026-11-23' } : { ld: '2026-11-23' }
    await table.write({ put: { ...row, ...older } })
  }
  const read = await store.find(learnerId)
  const noon = Date.parse('2026-11-23T12:00Z')
  expect(read?.learner.lastEmailAt).toBe(noon)
  expect(read?.learner.enrolments[first.id]?.lastEmailAt).toBe(noon)
  expect(read?.rows).toEqual(stored?.rows)
})

describe('a history', () => {
  const told = (...events: DomainEvent[]) =>
    parseHistory(
      events.reduce((history, event, version) => addToHistory(history, [event], version + 1), ''),
    ).map(({ type, version }) => `${type} ${version}`)
  const bounced: DomainEvent = { type: 'EmailBounced', at: 0, lasting: false, code: 'transient.general' }
  const withheld: DomainEvent = {
    type: 'AccountEmailWithheld',
    at: 0,
    kind: 'confirm',
    reason: 'asked-recently',
  }
  const asked: DomainEvent = {
    type: 'SignUpRequested',
    at: 0,
    epoch: epochOf(1),
    request: 0,
    journeyId: first.id,
    consent: { wording: '1', mechanism: 'page' },
    preferences: { pace: 'as-written' },
  }

  test('does not grow with a trouble that repeats, or with a form that is sent again and again', () => {
    expect(told(bounced, bounced, bounced)).toEqual(['EmailBounced 3'])
    expect(told(asked, withheld, asked, withheld, bounced, asked, withheld)).toEqual([
      'EmailBounced 5',
      'SignUpRequested 6',
      'AccountEmailWithheld 7',
    ])
  })

  test('stays readable whatever a reason is called', () => {
    expect(
      told({ type: 'EmailTurnedBack', at: 0, journeyId: first.id, reason: 'no: not now, m:1:2' }),
    ).toEqual(['EmailTurnedBack 1'])
  })

  test('keeps what something else came after', () => {
    const confirmed: DomainEvent = {
      type: 'SignUpConfirmed',
      at: 0,
      request: 0,
      epoch: epochOf(1),
      journeyId: first.id,
    }
    expect(told(asked, confirmed, asked, withheld)).toEqual([
      'SignUpRequested 1',
      'SignUpConfirmed 2',
      'SignUpRequested 3',
      'AccountEmailWithheld 4',
    ])
  })

  const journeyId = first.id
  const pause = (at: number): DomainEvent => ({ type: 'JourneyPaused', at, journeyId, by: 'learner' })
  const resume = (at: number): DomainEvent => ({ type: 'JourneyResumed', at, journeyId })
  const done = (at: number, moduleId: string): DomainEvent => ({
    type: 'ModuleCompleted',
    at,
    journeyId,
    moduleId,
    via: 'page',
  })

  test('folds what is pressed again and again, with how often and since when', () => {
    const presses = Array.from({ length: 30 }, (_, day) => [pause(day * 1000), resume(day * 1000)]).flat()
    const history = presses.reduce((all, event, i) => addToHistory(all, [event], i + 1), '')
    expect(parseHistory(history)).toEqual([
      { type: 'JourneyPaused', at: 29_000, version: 59, by: 'learner', times: 30, since: 0 },
      { type: 'JourneyResumed', at: 29_000, version: 60, times: 30, since: 0 },
    ])
  })

  test('tells an event’s place in its write though one before it was folded', () => {
    const history = addToHistory(addToHistory('', [asked, withheld], 1), [asked], 2)
    expect(parseHistory(history)).toMatchObject([
      { type: 'AccountEmailWithheld', version: 1, place: 1 },
      { type: 'SignUpRequested', version: 2, times: 2 },
    ])
  })

  const playful: fc.Arbitrary<DomainEvent> = fc.oneof(
    fc.constantFrom(pause(1000), resume(1000), bounced, withheld, asked),
    fc.constantFrom<DomainEvent>(
      { type: 'PreferencesChanged', at: 0, preferences: { pace: 'slower' }, dueAt: {} },
      { type: 'AccountEmailRequested', at: 0, kind: 'private-link', occurrence: 1 },
      { type: 'AccountEmailSent', at: 0, kind: 'private-link', occurrence: 1 },
      { type: 'Unsubscribed', at: 0, via: 'page' },
      { type: 'SignUpConfirmed', at: 0, request: 0, epoch: epochOf(1), journeyId },
      { type: 'EmailFailed', at: 0, emailId: 'x', reason: 'message-rejected' },
      { type: 'AddressChangeRequested', at: 0, occurrence: 1 },
      { type: 'AddressChanged', at: 0, occurrence: 1 },
    ),
  )

  test('stays short whatever is pressed however often, keeps all progress, and counts the same', () => {
    fc.assert(
      fc.property(fc.array(playful, { minLength: 200, maxLength: 1500, size: 'max' }), events => {
        let history = ''
        const alive = new Map<string, number>()
        const count = (all: Map<string, number>, names: readonly { name: string }[]) => {
          for (const { name } of names) all.set(name, (all.get(name) ?? 0) + 1)
        }
        for (const [i, event] of events.entries()) {
          const write = i % 100 === 50 ? [event, done(i * 1000, `module-${i}`)] : [event]
          history = addToHistory(history, write, i + 1)
          count(alive, statisticsOf(first.id, parseHistory(history), i + 1))
        }
        expect(history.length).toBeLessThan(4000)
        const kept = parseHistory(history).filter(({ type }) => type === 'ModuleCompleted')
        expect(kept).toHaveLength(events.filter((_, i) => i % 100 === 50).length)
        const recounted = new Map<string, number>()
        count(recounted, statisticsOf(first.id, parseHistory(history)))
        expect([...recounted].toSorted()).toEqual([...alive].toSorted())
      }),
      { numRuns: 30 },
    )
  })
})
