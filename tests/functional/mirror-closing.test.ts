import { describe, expect, it } from 'vitest'
import {
  type Closed,
  closeAtOnce,
  closeInSegments,
  closeWhenDue,
} from '../../shared/application/close-mirror.ts'
import { minute } from '../../shared/domain/duration.ts'
import { emptyTally, type Tally } from '../../shared/domain/mirror-tally.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { erasedAnswers, erasedReplies } from '../../shared/store/mirror-rows.ts'
import { repliesText } from '../../shared/store/replies.ts'
import type { Item } from '../../shared/store/table.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { sizeOfRow } from '../../tools/simulation/billing.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { Asking } from '../support/asking.ts'
import { operatorContext } from '../support/operator-context.ts'
import { aQuestion } from '../support/small-journey.ts'

const question = aQuestion()
const changing = ['--yes', '--reason', 'a test']
const cell = (sector: string) => `one:${question.version}:${sector}`

describe('a closing', () => {
  it('shows a sector once more than ten of it answered, by the operator’s word, and says whom may be guessed about', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 8, { answer: 0 })
    await world.people('ambulance', 2, { answer: 1 })
    await world.people('student', 3, { answer: 1 })
    const context = operatorContext(world)
    const { code, stdout } = await context.run(['mirror', 'close', 'sample', ...changing])
    expect(stdout).toMatch(/^Counted \d{2,} rows; what is shown is of this moment/)
    expect(code).toBe(0)
    expect(await world.shown()).toMatchObject({ people: ['ambulance'], cells: {} })
    await world.people('ambulance', 1, { answer: 1 })
    expect((await world.close()).cells).toEqual({
      [cell('ambulance')]: { counts: [8, 3], day: expect.any(Number), since: expect.any(Number) },
    })
  }, 30_000)

  it('shows a sector anew only once ten others have answered, or changed their answer', async () => {
    const world = await Asking.begin()
    const emails = await world.people('ambulance', 11, { answer: 0 })
    const { at: since } = await world.close()
    await world.passes(7)
    await world.people('ambulance', 8, { answer: 1 })
    for (const email of emails.slice(0, 1))
      for (const answer of [1, 0, 1, 0, 1]) await world.says(email, { answer })
    expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [11] })
    await world.says(emails[1] ?? '', { answer: 1 })
    expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [9, 10], since })
  }, 30_000)

  it('asks to guess about nobody whose learners have left', async () => {
    const world = await Asking.begin()
    const [gone = ''] = await world.people('ambulance', 10, { answer: 0 })
    expect((await world.close()).people).toEqual(['ambulance'])
    await world.execute(gone, { type: 'LeaveJourney', journeyId: 'sample' })
    expect((await world.close()).people).toEqual([])
  }, 30_000)

  it('shows of one journey alone where an operator names it', async () => {
    const world = await Asking.begin()
    await world.publish(sampleJourney('other', [sampleModule('one', { after: { days: 0 } })]))
    await world.learner('other@example.org', { journeyId: 'other' })
    await world.people('ambulance', 1, { answer: 0 })
    await operatorContext(world).run(['mirror', 'close', 'sample', ...changing])
    expect([...(await mirrorStore(world.table).shown(throwUnreadable)).keys()]).toEqual(['sample'])
    await operatorContext(world).run(['mirror', 'close', ...changing])
    expect([...(await mirrorStore(world.table).shown(throwUnreadable)).keys()]).toEqual(['other', 'sample'])
  }, 30_000)

  it('goes on counting who was erased, and what they guessed, as numbers without a day, and never twice', async () => {
    const world = await Asking.begin()
    await world.people('student', 11, { answer: 0 })
    await world.close()
    const said = { answer: 0, guess: 3, about: 'student' } as const
    const early = await world.people('ambulance', 6, said)
    await world.passes(7)
    const late = await world.people('ambulance', 6, said)
    for (const email of [...early.slice(0, 3), ...late.slice(0, 2)])
      await world.execute(email, { type: 'Erase' })
    await world.settle()
    expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [12] })
    const [closing] = (await mirrorStore(world.table).closings('sample')).slice(-1)
    expect(closing?.gaps).toEqual({ 'one:ambulance:student': { guesses: 12, off: 84 } })
    const rows = [...world.table.rows.values()]
    expect(rows.filter(({ sk }) => sk === 'tombstone').some(row => 'replies' in row)).toBe(false)
    const erased = rows
      .filter(({ pk }) => pk === 'mirror#erased')
      .map(({ pk: _, sk: __, ...counts }) => counts)
    expect(erased.map(counts => Object.values(counts))).toEqual([[5]])
  }, 30_000)

  it('has rows for the erased that stay small, however many of them said all that can be said', () => {
    const tenths = Array.from({ length: 11 }, (_, guess) => guess)
    const answers = [0, 1, 2, 3, 4]
    const rows = new Map<string, Item>()
    for (const sector of sectors)
      for (const about of sectors)
        for (const guess of tenths)
          for (const answer of answers) {
            const reply = { question: '1x8f', answer, guess, about, sector, day: 20_000 }
            for (const { update, add } of erasedReplies({ sample: repliesText({ one: reply }) }))
              rows.set(update.sk, Object.assign(rows.get(update.sk) ?? { ...update }, add))
          }
    expect(Math.max(...[...rows.values()].map(sizeOfRow))).toBeLessThan(15_000)
    const read = [...rows.values()].map(erasedAnswers)
    expect(new Set(read.map(({ journeyId }) => journeyId))).toEqual(new Set(['sample']))
    const told = read.flatMap(one => one.answers.map(({ replies }) => JSON.stringify(replies)))
    expect(new Set(told).size).toBe(sectors.length ** 2 * tenths.length * answers.length)
  })

  it('measures how far guesses were off what was shown, once eleven have guessed, and anew once ten more have', async () => {
    const world = await Asking.begin()
    await world.people('student', 11, { answer: 0 })
    await world.people('ambulance', 10, { guess: 4, about: 'student' })
    await world.close()
    await world.passes(7)
    await world.close()
    await world.people('ambulance', 1, { guess: 10, about: 'student' })
    await world.close()
    await world.people('ambulance', 9, { guess: 10, about: 'student' })
    await world.close()
    await world.people('ambulance', 1, { guess: 10, about: 'student' })
    await world.close()
    const closings = await mirrorStore(world.table).closings('sample')
    const eleven = { 'one:ambulance:student': { guesses: 11, off: 60 } }
    expect(closings.map(({ gaps }) => gaps)).toEqual([
      {},
      {},
      eleven,
      eleven,
      { 'one:ambulance:student': { guesses: 21, off: 60 } },
    ])
  }, 30_000)

  it('sets aside what no module asks any more, and shows no answer by it once it is asked again', async () => {
    const world = await Asking.begin()
    const edited = aQuestion('When did somebody last ask?')
    const asks = async (asked: typeof question, version: number) => {
      const first = sampleModule('one', { after: { days: 0 }, question: asked })
      await world.publish(sampleJourney('sample', [first, sampleModule('two')], version))
    }
    await world.people('ambulance', 11, { answer: 0 })
    const before = (await world.close()).cells
    await world.passes(7)
    await asks(edited, 2)
    expect((await world.close()).cells).toEqual({})
    await world.passes(7)
    await asks(question, 3)
    expect((await world.close()).cells).toEqual(before)
    await world.passes(7)
    await world.people('ambulance', 9, { answer: 1 })
    expect((await world.close()).cells).toEqual(before)
    await world.people('ambulance', 1, { answer: 1 })
    expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [11, 10] })
  }, 30_000)

  it('goes on where it was cut off, however often, and counts the same', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 150, { answer: 0 })
    const scan: typeof world.table.scan = async (after, only) => {
      world.clock.setTo(world.clock.now() + 40_000)
      return world.table.scan(after, only)
    }
    const closing = { ...world.closing, table: { scan } }
    const parts: Closed[] = []
    do parts.push(await closeInSegments(closing, world.clock.now() + 1))
    while (parts.at(-1)?.is !== 'closed' && parts.length < 20)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.at(-1)?.rows).toBeGreaterThan(3 * 150)
    expect((await world.shown()).cells[cell('ambulance')]).toMatchObject({ counts: [150] })
  }, 60_000)

  it('is given up by a worker that somebody else has overtaken', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 11, { answer: 0 })
    let hasOvertaken = false
    const scan: typeof world.table.scan = async (after, only) => {
      const page = await world.table.scan(after, only)
      if (!hasOvertaken) {
        hasOvertaken = true
        expect((await closeInSegments(world.closing, world.clock.now() + 1)).is).toBe('closed')
        world.clock.setTo(world.clock.now() + 1000)
      }
      return page
    }
    const slow = await closeInSegments({ ...world.closing, table: { scan } }, world.clock.now() + 1)
    expect(slow.is).toBe('taken-over')
    expect(await mirrorStore(world.table).closings('sample')).toHaveLength(1)
  }, 30_000)

  it('is read no further by a worker that somebody else has overtaken', async () => {
    const world = await Asking.begin()
    const many = Array.from({ length: 4000 }, (_, n) => ({ pk: `limit#${n}`, sk: 'sign-up' }))
    await world.table.load(many)
    let scans = 0
    const scan: typeof world.table.scan = async (after, only) => {
      scans += 1
      world.clock.setTo(world.clock.now() + 2 * minute)
      if (scans === 1) await closeInSegments(world.closing, world.clock.now() + 1)
      return world.table.scan(after, only)
    }
    const slow = { ...world.closing, table: { scan } }
    expect((await closeInSegments(slow, Number.MAX_SAFE_INTEGER)).is).toBe('taken-over')
    expect(scans).toBe(1)
  })

  it('of one journey that cannot be shown keeps no other from it, and comes once it can', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 1, { answer: 0 })
    await world.publish(sampleJourney('other', [sampleModule('one', { after: { days: 0 } })]))
    await world.learner('other@example.org', { journeyId: 'other' })
    const spoilt = { pk: 'mirror#closed#sample', sk: '2026-11-01T00:00:00.000Z' }
    await world.table.write({ put: spoilt })
    const now = () => closeInSegments(world.closing, Number.MAX_SAFE_INTEGER)
    const shown = async () => [...(await mirrorStore(world.table).shown(throwUnreadable)).keys()]
    await expect(now()).rejects.toThrow()
    expect(await shown()).toEqual(['other'])
    await world.table.write({ delete: spoilt })
    expect((await now()).is).toBe('closed')
    expect(await shown()).toEqual(['other', 'sample'])
    expect(await mirrorStore(world.table).closings('other')).toHaveLength(1)
  })

  it('is kept on its way, however many journeys there are and whatever was said in them', async () => {
    const modules = Array.from({ length: 8 }, (_, n) => `module-${n}`)
    const own = [...sectors, 'none']
    const cell = { counts: [12_345, 23_456, 34_567, 45_678], fresh: 1234 }
    const tally: Tally = {
      ...emptyTally(),
      cells: Object.fromEntries(modules.flatMap(one => own.map(of => [`${one}:1x8f:${of}`, cell]))),
      gaps: Object.fromEntries(
        modules.flatMap(one =>
          own.flatMap((of, i) =>
            sectors.map((about, j) => [
              `${one}:${of}:${about}`,
              { guesses: 1000 + i * j, off: 3000 + i + j },
            ]),
          ),
        ),
      ),
    }
    const tallies = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`journey-${n}`, tally]))
    const pass = { startedAt: 1, isCounted: false, rows: 1, unreadable: [], tallies }
    const store = mirrorStore(new MemoryTable())
    expect(await store.keepPass(pass, 0)).toBe(true)
    expect((await store.pass()).under).toEqual(pass)
  })

  it.each([
    ['by itself', (closing: Asking['closing']) => closeInSegments(closing, Number.MAX_SAFE_INTEGER)],
    ['by an operator’s word', (closing: Asking['closing']) => closeAtOnce(closing, undefined, () => {})],
  ])(
    'shows nothing %s where another has shown since it began: a single answer would be told',
    async (_, close) => {
      const world = await Asking.begin()
      await world.people('ambulance', 11, { answer: 0 })
      await world.close()
      await world.passes(7)
      await world.people('ambulance', 10, { answer: 1 })
      let hasOvertaken = false
      const scan: typeof world.table.scan = async (after, only) => {
        if (!hasOvertaken) {
          hasOvertaken = true
          world.clock.setTo(world.clock.now() + 1000)
          expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [11, 10] })
          await world.people('ambulance', 1, { answer: 1 })
        }
        return world.table.scan(after, only)
      }
      expect((await close({ ...world.closing, table: { scan } as Asking['closing']['table'] })).is).toBe(
        'closed',
      )
      expect((await world.shown()).cells[cell('ambulance')]).toMatchObject({ counts: [11, 10] })
    },
    30_000,
  )

  it('happens by itself once a week, after Monday night by London’s clock, and the next run makes up for one that failed', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 11, { answer: 0 })
    const at = async (time: string) => {
      world.clock.setTo(Date.parse(time))
      await closeWhenDue({ ...world.closing, log: world.deps.log })
      return new Date((await world.shown()).at).toISOString()
    }
    expect(await at('2026-11-28T12:00:00Z')).toBe('2026-11-28T12:00:00.000Z')
    expect(await at('2026-11-30T22:59:00Z')).toBe('2026-11-28T12:00:00.000Z')
    expect(await at('2026-11-30T23:00:00Z')).toBe('2026-11-30T23:00:00.000Z')
    expect(await at('2026-12-01T12:00:00Z')).toBe('2026-11-30T23:00:00.000Z')
    expect(await at('2026-12-09T12:00:00Z')).toBe('2026-12-09T12:00:00.000Z')
    await at('2027-07-02T12:00:00Z')
    expect(await at('2027-07-05T21:59:00Z')).toBe('2027-07-02T12:00:00.000Z')
    expect(await at('2027-07-05T22:00:00Z')).toBe('2027-07-05T22:00:00.000Z')
  }, 30_000)

  it('counts everybody else where a row cannot be read, and names it', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 11, { answer: 0 })
    await world.learner('odd@example.org')
    const { learner } = await world.person('odd@example.org')
    await world.table.write({
      update: { pk: `L#${learner.id}`, sk: 'E#sample' },
      set: { rp: 'not an answer' },
    })
    const { code, stdout } = await operatorContext(world).run(['mirror', 'close', ...changing])
    expect(stdout).toContain(`L#${learner.id} E#sample`)
    expect(code).not.toBe(0)
    await closeWhenDue({ ...world.closing, log: world.deps.log })
    expect(world.log).toContainEqual({
      level: 'error',
      message: 'Rows could not be read, and are not counted',
      about: { rows: [`L#${learner.id} E#sample`] },
    })
    expect((await world.shown()).cells[cell('ambulance')]).toMatchObject({ counts: [11] })
  }, 30_000)
})
