import { describe, expect, test } from 'vitest'
import { dealClosedRound } from '../../shared/application/circles/deal-closed-round.ts'
import { decideEligibility } from '../../shared/application/circles/decide-eligibility.ts'
import { groupsIn } from '../../shared/composition/common/groups.ts'
import { dealVersion } from '../../shared/domain/circles/deal-version.ts'
import type { Entry, WhyOut } from '../../shared/domain/circles/entry.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { hour, week } from '../../shared/domain/duration.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import type { Preferences } from '../../shared/domain/preferences.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { metWrites } from '../../shared/store/circle-ties.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import type { Table } from '../../shared/store/table.ts'
import { idOf, peopleOf } from '../../tools/bench/circles/joiners.ts'
import { anyDay, commandsOn, storeFinishers } from '../../tools/bench/circles/stored-people.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { FaultyWorker, tableFaults } from '../support/faults.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
const journey = { ...anyDay, id: 'sample' }
const next = { journeyId: 'sample', id: '2026-12-06', closesAt: closesAt + week }
/** So much of one sector that some have to wait. */
const people = peopleOf({ 'nhs-hospital': 18, ambulance: 1, student: 1 })

const depsOn = (table: Table, now = closesAt + hour) => ({
  ...commandsOn(table, now),
  ...groupsIn(table),
  barred: barredStore(table),
})
const dealOn = (table: Table, { smallestPool = 10, now = closesAt + hour } = {}) =>
  dealClosedRound(depsOn(table, now), round, { smallestPool, journey, now, from: 0 })

async function joined(those = people): Promise<MemoryTable> {
  const table = new MemoryTable()
  const { rounds } = depsOn(table)
  await journeyStore(table).publish(sampleJourney(), closesAt - week)
  await storeFinishers(table, 'sample', those)
  for (const { id, sector } of those) {
    const card: Entry['card'] = { name: 'Sam', sector, work: 'studying' }
    const nobody = { parts: [], before: [], notWith: [] }
    const entry: Entry = {
      ...nobody,
      learnerId: id,
      epoch: '00000001',
      at: closesAt - hour,
      isAdult: true,
      card,
    }
    await table.write(rounds.joinWrite(round, entry))
  }
  return table
}

/** What has become of everybody. */
async function whereabouts(table: Table) {
  const { proposals, rounds } = depsOn(table)
  const found = await Promise.all([0, 1, 2, 3].map(place => proposals.find(`sample.2026-11-29.${place}`)))
  const waiting = await rounds.entries(next)
  return {
    proposed: found.flatMap(one => (one ? [one.state.invited] : [])),
    waiting: waiting.toSorted((a, b) => (a.learnerId < b.learnerId ? -1 : 1)),
  }
}

/** The name that somebody chose, as it stands in their entry. */
const renamed = async (table: MemoryTable, id: string, name: string) => {
  const row = [...table.rows.values()].find(({ pk, sk }) => pk.startsWith('round#') && sk === id)
  const card = { ...(row?.['card'] as object), name }
  await table.write({ put: { ...(row ?? expect.fail()), card } })
}

describe('a round that has closed', async () => {
  const whole = await joined()
  const outcome = await dealOn(whole)
  const expected = await whereabouts(whole)

  test('is proposed to whoever could be placed, and takes all others along, first in line', () => {
    expect(outcome).toEqual({ is: 'dealt', people: 20, proposals: 2, waiting: 6 })
    const ids = [
      ...expected.proposed.flat().map(({ id }) => id),
      ...expected.waiting.map(one => one.learnerId),
    ]
    expect(ids.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
    expect(expected.waiting.every(({ isFirstInLine }) => isFirstInLine)).toBe(true)
  })

  test('tells those who wait, the first time, and nobody else', async () => {
    const letters = async (id: string) =>
      (await learnerStore(whole).find(id))?.learner.enrolments['sample']?.letters?.map(({ kind }) => kind)
    for (const { learnerId } of expected.waiting) expect(await letters(learnerId)).toEqual(['circle-nobody'])
    for (const { id } of expected.proposed.flat()) expect(await letters(id)).toBeUndefined()
    const again = await joined()
    for (const { learnerId } of expected.waiting) {
      const entry = await depsOn(again).rounds.find(round, learnerId)
      if (entry) await depsOn(again).rounds.admitWaiting(round, entry)
    }
    await dealOn(again, { smallestPool: 100 })
    const told = await Promise.all(
      people.map(
        async ({ id }) => (await learnerStore(again).find(id))?.learner.enrolments['sample']?.letters,
      ),
    )
    expect(told.filter(one => one !== undefined)).toHaveLength(people.length - expected.waiting.length)
  })

  test('that another version of the deal began is not dealt on: who is in no group yet is first in line', async () => {
    const table = await joined()
    const { rounds, proposals } = depsOn(table)
    const rules = { journey, now: closesAt + hour, from: 0 }
    await decideEligibility(depsOn(table), round, await rounds.entries(round), rules)
    const [first, second, third] = people.toReversed().map(({ id, sector }) => ({ id, sector }))
    if (!first || !second || !third) throw new Error('There are too few people.')
    await table.write(proposals.beginWrite(propose('sample.2026-11-29.1', [first, second, third], closesAt)))
    for (const { pk, sk } of [...table.rows.values()].filter(row => 'calledAt' in row))
      await table.write({ update: { pk, sk }, set: { dealVersion: dealVersion - 1 } })
    expect(await dealOn(table)).toEqual({ is: 'dealt', people: 20, proposals: 1, waiting: 17 })
    const dealt = await whereabouts(table)
    const ids = [...dealt.proposed.flat().map(({ id }) => id), ...dealt.waiting.map(one => one.learnerId)]
    expect(ids.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
    expect(await dealOn(table)).toEqual({ is: 'dealt', people: 20, proposals: 1, waiting: 17 })
    expect(await whereabouts(table)).toEqual(dealt)
  })

  test.each(tableFaults)('has everybody in one place alone, whichever call meets this: %s', async fault => {
    const few = peopleOf({ 'nhs-hospital': 9, ambulance: 1 })
    const smallestPool = 5
    const [undisturbed, counting] = [await joined(few), new FaultyWorker()]
    await dealOn(counting.table(undisturbed), { smallestPool })
    const meant = await whereabouts(undisturbed)
    expect(meant).toMatchObject({ proposed: [{ length: 7 }], waiting: { length: 3 } })
    for (const number of counting.calls.keys()) {
      const table = await joined(few)
      const faulty = new FaultyWorker(call => (call === number + 1 ? { is: fault } : undefined))
      await dealOn(faulty.table(table), { smallestPool }).catch(() => dealOn(table, { smallestPool }))
      expect(await whereabouts(table)).toEqual(meant)
    }
  })

  test('has everybody in one place alone, when two deal it at once and one of them again a day later', async () => {
    const table = await joined()
    await Promise.all([dealOn(table), dealOn(table)])
    await dealOn(table, { now: closesAt + 24 * hour })
    expect(await whereabouts(table)).toEqual(expected)
  })

  test('is not dealt while somebody may still be writing that they join', async () => {
    const table = await joined()
    expect(await dealOn(table, { now: closesAt + 60_000 })).toEqual({ is: 'too-early' })
    expect(await whereabouts(table)).toEqual({ proposed: [], waiting: [] })
  })

  test('is not dealt below its smallest pool, and everybody is taken along', async () => {
    const table = await joined()
    expect(await dealOn(table, { smallestPool: 30 })).toEqual({
      ...{ is: 'dealt', people: 20, proposals: 0, waiting: 20 },
    })
    expect((await whereabouts(table)).waiting).toHaveLength(20)
  })

  test('keeps who left once it is said who is dealt out of everything, and changes nobody else’s group', async () => {
    const table = await joined()
    const { rounds } = depsOn(table)
    const [placed, waiting] = [expected.proposed[0]?.[0]?.id ?? '', expected.waiting[0]?.learnerId ?? '']
    await decideEligibility(depsOn(table), round, await rounds.entries(round), {
      ...{ journey, now: closesAt + hour, from: 0 },
    })
    for (const id of [placed, waiting, idOf(99)]) await table.write(rounds.leaveWrite(round, id, closesAt))
    await dealOn(table)
    const now = await whereabouts(table)
    const gone = (id: string) => now.proposed.flat().find(one => one.id === id)?.isGone
    expect(gone(placed)).toBe(true)
    expect(now.proposed.map(group => group.map(({ id }) => id))).toEqual(
      expected.proposed.map(group => group.map(({ id }) => id)),
    )
    expect(now.waiting.map(one => one.learnerId)).toEqual(expected.waiting.slice(1).map(one => one.learnerId))
  })

  test('to which nobody came for days is dealt no more: all are first in line for the one that is open then', async () => {
    const table = await joined()
    const late = next.closesAt + hour
    expect(await dealOn(table, { now: late })).toMatchObject({ proposals: 0, waiting: 20 })
    expect((await whereabouts(table)).waiting).toEqual([])
    const later = { journeyId: 'sample', id: '2026-12-13', closesAt: next.closesAt + week }
    const entries = await depsOn(table).rounds.entries(later)
    expect(entries.filter(({ isFirstInLine, calledAt }) => isFirstInLine && !calledAt)).toHaveLength(20)
  })

  test('is dealt to the others where somebody’s entry or row cannot be read, and says whose', async () => {
    const table = await joined()
    const one = people[0]?.id ?? ''
    await table.write({ update: { pk: `L#${one}`, sk: 'profile' }, set: { _: 99 } })
    const spoilt = { pk: 'round#sample.2026-11-29#3', sk: 'spoilt' }
    await table.write({ put: { ...spoilt, _: 1 } })
    expect(await dealOn(table)).toEqual({
      ...{ is: 'dealt', people: 19, proposals: 2, waiting: expect.any(Number) },
      unreadable: [
        expect.stringContaining('Row round#sample.2026-11-29#3 spoilt cannot be read'),
        `learner ${one}`,
      ],
    })
    expect(await depsOn(table).rounds.find(round, one)).toMatchObject({ out: 'unreadable' })
    expect(await table.get(spoilt)).toEqual({ ...spoilt, _: 1 })
  })

  test('is dealt to the others where somebody’s name passes the rule of names no more, and says whose', async () => {
    const table = await joined()
    const one = people[0]?.id ?? ''
    await renamed(table, one, 'S4m')
    expect(await dealOn(table)).toMatchObject({ people: 19, unreadable: [`the name of learner ${one}`] })
    expect(await depsOn(table).rounds.find(round, one)).toMatchObject({ out: 'name', card: { name: 'S4m' } })
    expect(JSON.stringify(await whereabouts(table))).not.toContain(one)
  })

  test('has everybody in one place alone, where a name passes the rule no more between two tries', async () => {
    const placed = expected.proposed[1]?.[0]?.id ?? ''
    const counting = new FaultyWorker()
    await dealOn(counting.table(await joined()))
    const second = counting.calls.indexOf('write proposal') + 2
    const table = await joined()
    const faulty = new FaultyWorker(call => (call === second ? { is: 'crash before' } : undefined))
    await expect(dealOn(faulty.table(table))).rejects.toThrow()
    await renamed(table, placed, 'S4m')
    await dealOn(table)
    const ids = (await whereabouts(table)).proposed.map(invited => invited.map(({ id }) => id))
    expect(ids).toEqual(expected.proposed.map(invited => invited.map(({ id }) => id)))
  })

  test('is dealt to the others where it cannot be read whether somebody was removed', async () => {
    const table = await joined()
    const one = people[0]?.id ?? ''
    await barredStore(table).bar([one], 'circles', closesAt)
    await table.write({ update: { pk: `barred#${one}`, sk: 'circles' }, set: { at: 'spoilt' } })
    expect(await dealOn(table)).toMatchObject({ people: 19, unreadable: [`learner ${one}`] })
  })

  test('takes all along who wait, also where one of them has an entry since then that cannot be read', async () => {
    const table = await joined()
    const late = { journeyId: 'sample', id: '2026-12-13', closesAt: next.closesAt + week }
    const one = people[0]?.id ?? ''
    const { rounds } = depsOn(table)
    await decideEligibility(depsOn(table), round, await rounds.entries(round), {
      ...{ journey, now: closesAt + hour, from: 0 },
    })
    const entry = (await rounds.find(round, one)) ?? expect.fail()
    await table.write(rounds.joinWrite(next, entry))
    const row = [...table.rows.values()].find(({ pk, sk }) => pk.includes(next.id) && sk === one)
    await table.write({ put: { ...(row ?? expect.fail()), parts: 'spoilt' } })
    expect(await dealOn(table, { smallestPool: 30, now: next.closesAt + hour })).toMatchObject({
      waiting: 20,
    })
    const ids = (await rounds.entries(late)).map(({ learnerId }) => learnerId)
    expect(ids).toHaveLength(19)
    expect(ids).not.toContain(one)
  })

  test('stops where somebody cannot be looked up now, and is dealt with them at the next try', async () => {
    const table = await joined()
    const one = people[0]?.id ?? ''
    const { query } = table
    table.query = async (pk, skBegins) => {
      if (pk === `L#${one}`) throw new Error('Throttled.')
      return query.call(table, pk, skBegins)
    }
    await expect(dealOn(table)).rejects.toThrow('Throttled.')
    Object.assign(table, { query })
    expect(await dealOn(table)).toMatchObject({ people: 20 })
  })

  test('that was called in time and is dealt over a week later takes who waits into the round that is open by then, once', async () => {
    const table = await joined()
    const { rounds } = depsOn(table)
    await decideEligibility(depsOn(table), round, await rounds.entries(round), {
      ...{ journey, now: closesAt + hour, from: 0 },
    })
    const [early, ...others] = people
    const entry = await rounds.find(round, early?.id ?? '')
    if (entry) await rounds.admitWaiting(next, entry)
    const late = { smallestPool: 30, now: next.closesAt + hour }
    await dealOn(table, late)
    const after = { journeyId: 'sample', id: '2026-12-13', closesAt: next.closesAt + week }
    const ids = async (of: typeof round) =>
      (await rounds.entries(of)).map(({ learnerId }) => learnerId).toSorted()
    expect(await ids(after)).toEqual(others.map(({ id }) => id).toSorted())
    expect(await ids(next)).toEqual([early?.id])
    const told = (await learnerStore(table).find(others[0]?.id ?? ''))?.learner.enrolments['sample']?.letters
    expect(told).toMatchObject([{ kind: 'circle-nobody', until: after.closesAt }])
    await dealOn(table, { ...late, now: after.closesAt + hour })
    expect(await ids({ journeyId: 'sample', id: '2026-12-20', closesAt: after.closesAt + week })).toEqual([])
  })

  test('notes what came of it, once', async () => {
    const table = await joined()
    const { rounds } = depsOn(table)
    expect(await rounds.dealt(round)).toBeUndefined()
    await dealOn(table)
    await dealOn(table, { now: closesAt + 2 * hour })
    expect(await rounds.dealt(round)).toEqual({
      ...{ at: closesAt + hour, people: 20, proposals: 2, waiting: 6, pairs: 190, across: 37 },
      smallestPool: 10,
    })
  })
})

describe('whoever cannot hear of a group is not dealt', () => {
  const one = people[0] ?? expect.fail()
  const change = async (table: MemoryTable, make: (learner: Learner) => Learner) => {
    const store = learnerStore(table)
    const record = (await store.find(one.id)) ?? expect.fail()
    await store.save(record, { after: make(record.learner), events: [] })
  }
  const inJourney = (make: (enrolment: Enrolment) => Enrolment) => (learner: Learner) => ({
    ...learner,
    enrolments: { sample: make(learner.enrolments['sample'] ?? expect.fail()) },
  })
  const liking = (preferences: Partial<Preferences>) => (learner: Learner) => ({
    ...learner,
    preferences: { ...learner.preferences, ...preferences },
  })
  const isDealt = async (table: MemoryTable, from = 0) => {
    await dealClosedRound(depsOn(table), round, { smallestPool: 10, journey, now: closesAt + hour, from })
    const { proposed, waiting } = await whereabouts(table)
    const ids = [...proposed.flat().map(({ id }) => id), ...waiting.map(({ learnerId }) => learnerId)]
    return ids.includes(one.id)
  }

  /** Why they were not, as their entry says. */
  const whyOut = async (table: MemoryTable) => (await depsOn(table).rounds.find(round, one.id))?.out

  test.each<[string, WhyOut, (learner: Learner) => Learner]>([
    ['has left', 'left', learner => ({ ...learner, status: 'left' })],
    ['is erased', 'left', learner => ({ ...learner, status: 'erased' })],
    ['left the journey', 'left', inJourney(before => ({ ...before, phase: { is: 'left' } }))],
    ['paused', 'paused', inJourney(before => ({ ...before, pausedBy: 'learner' }))],
    ['gets no email from SES', 'rejected', inJourney(before => ({ ...before, rejections: 3 }))],
    ['whose emails come back', 'unreachable', learner => ({ ...learner, undeliverable: 'bounced' })],
    ['signed up anew', 'left', learner => ({ ...learner, epoch: '00000002' })],
    ['is on a break', 'on-a-break', liking({ breakUntil: '2026-12-24' })],
    ['likes no day within four', 'no-time', liking({ days: ['sunday'] })],
  ])('who %s, and it is said that it was: %s', async (_who, why, make) => {
    const table = await joined()
    const whole = await joined()
    expect(await isDealt(whole)).toBe(true)
    expect(await whyOut(whole)).toBeUndefined()
    await change(table, make)
    expect(await isDealt(table)).toBe(false)
    expect(await whyOut(table)).toBe(why)
  })

  test('who was taken out of circles', async () => {
    const table = await joined()
    await barredStore(table).bar([one.id], 'circles', closesAt)
    expect(await isDealt(table)).toBe(false)
    expect(await whyOut(table)).toBe('removed')
  })

  test('who joined before the table was restored', async () => {
    expect(await isDealt(await joined(), closesAt - hour)).toBe(true)
    const table = await joined()
    expect(await isDealt(table, closesAt - hour + 1)).toBe(false)
    expect(await whyOut(table)).toBe('restored')
  })

  test('and nobody else is kept from it, who was silent or likes a day soon', async () => {
    const table = await joined()
    await change(
      table,
      inJourney(before => ({ ...before, pausedBy: 'silence' })),
    )
    await change(table, liking({ days: ['thursday'] }))
    expect(await isDealt(table)).toBe(true)
  })

  test('which is said once, whatever they do before the deal is done', async () => {
    const table = await joined()
    const { rounds } = depsOn(table)
    const roll = { journey, now: closesAt + hour, from: 0 }
    const asRead = await rounds.entries(round)
    await decideEligibility(depsOn(table), round, asRead, roll)
    await change(
      table,
      inJourney(before => ({ ...before, pausedBy: 'learner' })),
    )
    // Another who read the round before that.
    await decideEligibility(depsOn(table), round, asRead, roll)
    expect(await isDealt(table)).toBe(true)
  })
})

test('whom somebody was with before, and with whom not, is looked up when the round has closed', async () => {
  const table = await joined()
  const { ties, rounds } = depsOn(table)
  const [one, other] = [people[0]?.id ?? '', people[1]?.id ?? '']
  await table.transact(metWrites([one, other], closesAt))
  await ties.keepApart(one, other, closesAt)
  await dealOn(table)
  const entry = await rounds.find(round, one)
  expect(entry).toMatchObject({ before: [other], notWith: [other] })
  const { proposed } = await whereabouts(table)
  for (const group of proposed) {
    const ids = group.map(({ id }) => id)
    expect(ids.includes(one) && ids.includes(other)).toBe(false)
  }
})
