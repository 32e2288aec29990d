import { describe, expect, it } from 'vitest'
import { closeInSegments, closeWhenDue } from '../../shared/application/close-mirror.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
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
    expect(stdout).toContain('what is shown is of this moment')
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

  it('goes on counting who was erased, as numbers, and never twice', async () => {
    const world = await Asking.begin()
    const emails = await world.people('ambulance', 12, { answer: 0, guess: 3, about: 'student' })
    for (const email of emails.slice(0, 5)) await world.execute(email, { type: 'Erase' })
    await world.settle()
    expect((await world.close()).cells[cell('ambulance')]).toMatchObject({ counts: [12] })
    const rows = [...world.table.rows.values()]
    expect(rows.filter(({ sk }) => sk === 'tombstone').some(row => 'replies' in row)).toBe(false)
  }, 30_000)

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

  it('goes on where it was cut off, however often, and counts the same', async () => {
    const world = await Asking.begin()
    await world.people('ambulance', 150, { answer: 0 })
    const scan: typeof world.table.scan = async (after, only) => {
      world.clock.setTo(world.clock.now() + 40_000)
      return world.table.scan(after, only)
    }
    const closing = { ...world.closing, table: { scan } }
    const ways: string[] = []
    do ways.push((await closeInSegments(closing, world.clock.now() + 1)).is)
    while (ways.at(-1) !== 'closed' && ways.length < 20)
    expect(ways.length).toBeGreaterThan(1)
    expect((await world.shown()).cells[cell('ambulance')]).toMatchObject({ counts: [150] })
  }, 60_000)

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
    expect((await world.shown()).cells[cell('ambulance')]).toMatchObject({ counts: [11] })
  }, 30_000)
})
