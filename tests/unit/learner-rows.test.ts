import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evolve } from '../../shared/domain/evolve.ts'
import type { Fact } from '../../shared/domain/facts.ts'
import { enrolmentDueAt, type Learner, learnerDueAt, newLearner } from '../../shared/domain/learner.ts'
import { addToHistory, parseHistory } from '../../shared/store/history.ts'
import { type LearnerRecord, newRecord } from '../../shared/store/learner-record.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { epochOf, learnerId } from '../support/life.ts'
import { WatchedLife } from '../support/watched-life.ts'
import { first, happenings, second } from '../support/wishes.ts'

const details = { email: 'nurse@example.org', addressHash: 'hash' }

function dueTimes(learner: Learner): number[] {
  const enrolments = Object.values(learner.enrolments).map(one => enrolmentDueAt(learner, one))
  return [learnerDueAt(learner), ...enrolments].filter(due => due !== undefined).sort((a, b) => a - b)
}

/** Stores what each fact makes of somebody, as it happens, and holds the rows against the engine's state. */
async function storeAll(facts: readonly Fact[]): Promise<LearnerRecord> {
  const table = new MemoryTable()
  const store = learnerStore(table)
  let record = newRecord(newLearner(learnerId, epochOf(0)), details)
  for (const fact of facts) {
    const after = evolve(record.learner, fact)
    const saved = await store.save(record, { after, facts: [fact] })
    const read = await store.find(learnerId)
    if (!saved || !read) throw new Error(`${fact.type} could not be stored and read.`)
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
      const { learner, rows } = await storeAll(sam.facts)
      expect(learner).toEqual(sam.learner)
      for (const { history } of [rows.profile, ...Object.values(rows.enrolments)])
        expect(() => parseHistory(history)).not.toThrow()
    }),
    { numRuns: 30 },
  )
})

test('a row that knows no more of the last email than its day is read as one of that day', async () => {
  const table = new MemoryTable()
  const store = learnerStore(table)
  const sam = new WatchedLife('2026-11-23 09:00', first, second)
  sam.signsUp(first.id)
  sam.confirms()
  const stored = await store.save(newRecord(newLearner(learnerId, epochOf(0)), details), {
    after: sam.learner,
    facts: [],
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
  const told = (...facts: Fact[]) =>
    parseHistory(
      facts.reduce((history, fact, version) => addToHistory(history, [fact], version + 1), ''),
    ).map(({ type, version }) => `${type} ${version}`)
  const bounced: Fact = { type: 'EmailBounced', at: 0, lasting: false, code: 'transient.general' }
  const withheld: Fact = { type: 'LetterWithheld', at: 0, kind: 'confirm', reason: 'asked-recently' }
  const asked: Fact = {
    type: 'SignUpRequested',
    at: 0,
    epoch: epochOf(1),
    journeyId: first.id,
    consent: { wording: '1', mechanism: 'page' },
    preferences: { pace: 'as-written' },
  }

  test('does not grow with a trouble that repeats, or with a form that is sent again and again', () => {
    expect(told(bounced, bounced, bounced)).toEqual(['EmailBounced 3'])
    expect(told(asked, withheld, asked, withheld, bounced, asked, withheld)).toEqual([
      'EmailBounced 5',
      'SignUpRequested 6',
      'LetterWithheld 7',
    ])
  })

  test('stays readable whatever a reason is called', () => {
    expect(
      told({ type: 'EmailTurnedBack', at: 0, journeyId: first.id, reason: 'no: not now, m:1:2' }),
    ).toEqual(['EmailTurnedBack 1'])
  })

  test('keeps what something else came after', () => {
    const requested: Fact = { type: 'LetterRequested', at: 0, kind: 'confirm', occurrence: 0 }
    expect(told(asked, requested, asked, withheld)).toEqual([
      'SignUpRequested 1',
      'LetterRequested 2',
      'SignUpRequested 3',
      'LetterWithheld 4',
    ])
  })
})
