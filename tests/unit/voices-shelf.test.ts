import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { day, week } from '../../shared/domain/duration.ts'
import {
  chooseVoices,
  isFull,
  maxShelfBytes,
  maxVoices,
  type Shelf,
  type Voice,
  withVoice,
} from '../../shared/domain/reflections/shelf.ts'
import { sectors } from '../../shared/domain/sectors.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const idOf = (n: number): string => n.toString(36).padStart(24, '0')
const aVoice = (n: number, change: Partial<Voice> = {}): Voice => ({
  id: idOf(n),
  by: idOf(1000 + n),
  text: 'I listened first.',
  sector: 'ambulance',
  isNamed: true,
  at: now - day,
  ...change,
})

const sector = fc.option(fc.constantFrom(...sectors), { nil: undefined })
const people = fc.integer({ min: 1000, max: 1020 })
const shelves = fc.uniqueArray(
  fc.record({
    n: fc.integer({ min: 0, max: 99_999 }),
    writer: people,
    sector,
    age: fc.integer({ min: 0, max: 400 }),
  }),
  { selector: ({ n }) => n, maxLength: 30 },
)
const toShelf = (
  drawn: readonly { n: number; writer: number; sector: Voice['sector']; age: number }[],
): Shelf =>
  drawn.map(({ n, writer, sector: of, age }) => {
    const { sector: _, ...voice } = aVoice(n, { by: idOf(writer), at: now - age * day })
    return { ...voice, ...(of && { sector: of }) }
  })
const readers = fc.record({ id: people.map(idOf), sector })

describe('the two voices that a reader is shown', () => {
  test('are never their own, never older than a year, and none of their own sector while two others exist', () => {
    fc.assert(
      fc.property(shelves, readers, (drawn, reader) => {
        const shelf = toShelf(drawn)
        const chosen = chooseVoices(shelf, reader, now)
        const may = shelf.filter(({ by, at }) => by !== reader.id && now - at < 365 * day)
        const others = may.filter(voice => !reader.sector || voice.sector !== reader.sector)
        expect(chosen).toHaveLength(Math.min(2, may.length))
        for (const voice of chosen) expect(may).toContain(voice)
        const own = chosen.filter(voice => reader.sector && voice.sector === reader.sector)
        expect(own.length).toBeLessThanOrEqual(Math.max(0, 2 - others.length))
      }),
    )
  })

  test('are the same wherever it is asked, and change only with those two', () => {
    fc.assert(
      fc.property(shelves, readers, fc.nat(), (drawn, reader, at) => {
        const shelf = toShelf(drawn)
        const chosen = chooseVoices(shelf, reader, now)
        expect(chooseVoices([...shelf].reverse(), reader, now)).toEqual(chosen)
        const gone = shelf[at % Math.max(1, shelf.length)]
        if (!gone || chosen.includes(gone)) return
        expect(
          chooseVoices(
            shelf.filter(voice => voice !== gone),
            reader,
            now,
          ),
        ).toEqual(chosen)
      }),
    )
  })

  it('give every voice of a full shelf its readers', () => {
    const shelf = Array.from({ length: 60 }, (_, n) => aVoice(n, { sector: 'social-care' }))
    const shown = new Map<string, number>()
    for (let n = 0; n < 6000; n += 1)
      for (const { id } of chooseVoices(shelf, { id: idOf(50_000 + n), sector: 'student' }, now))
        shown.set(id, (shown.get(id) ?? 0) + 1)
    expect(shown.size).toBe(60)
    for (const count of shown.values()) {
      expect(count).toBeGreaterThan(100)
      expect(count).toBeLessThan(400)
    }
  })
})

describe('a shelf', () => {
  const filled = (count: number, change: Partial<Voice> = {}): Shelf =>
    Array.from({ length: count }, (_, n) => aVoice(n, change))

  it('holds 60 voices, and then wants no more', () => {
    const shelf = filled(maxVoices)
    expect(isFull(filled(maxVoices - 1), now)).toBe(false)
    expect(isFull(shelf, now)).toBe(true)
    expect(withVoice(shelf, aVoice(99), now)).toBeUndefined()
  })

  it('never weighs more than its row may cost, whatever the voices say', () => {
    let shelf: Shelf = []
    const long = '🕯️“ä'.repeat(60)
    for (let n = 0; n < 100; n += 1) shelf = withVoice(shelf, aVoice(n, { text: long }), now) ?? shelf
    expect(Buffer.byteLength(JSON.stringify(shelf))).toBeLessThanOrEqual(maxShelfBytes)
    expect(isFull(shelf, now)).toBe(true)
  })

  it('gives the place of one that is half a year old to a new one, and of no fresh one', () => {
    const old = aVoice(100, { at: now - 27 * week })
    const shelf = [...filled(maxVoices - 1), old]
    expect(isFull(shelf, now)).toBe(false)
    const grown = withVoice(shelf, aVoice(101), now)
    expect(grown).toHaveLength(maxVoices)
    expect(grown).not.toContain(old)
  })
})
