import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { closeTogether, peopleIn, type Together } from '../../shared/domain/together.ts'
import { en } from '../../shared/texts/en.ts'
import { Asking } from '../support/asking.ts'
import { website } from '../support/website.ts'

const { together: texts, mirror } = en.pages

let world: Asking
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = await Asking.begin()
  send = website(world)
})

const page = async () => (await send({ url: '/together' })).body

describe('the page for everybody', () => {
  it('says so while nothing is counted, and the first page says nothing of it', async () => {
    await world.people('ambulance', 12, { answer: 0 })
    expect(await page()).toContain(texts.none.title)
    expect((await send({ url: '/' })).body).not.toContain('/together')
  })

  it('tells of sectors with ten people, in tens, and of the sum of what it tells', async () => {
    await world.people('ambulance', 14, { answer: 0 })
    await world.people('student', 21, { answer: 1 })
    await world.people('social-care', 9, { answer: 1 })
    await world.close()
    const body = await page()
    expect(body).toContain(`${mirror.people.ambulance}</th><td>about 10<`)
    expect(body).toContain(`${mirror.people.student}</th><td>about 20<`)
    expect(body).not.toContain(mirror.people['social-care'])
    expect(body).toContain(texts.people('30'))
    expect(body).toContain(texts.modulesDone('40'))
    const first = (await send({ url: '/' })).body
    expect(first).toContain(`href="/together">${texts.invitation('30', 2)}<`)
  })

  it('changes with the next closing and not before it', async () => {
    await world.people('ambulance', 12, { answer: 0 })
    await world.close()
    const before = await page()
    await world.people('ambulance', 30, { answer: 1 })
    await world.passes(7)
    expect(await page()).toBe(before)
    await world.close()
    await world.passes(0.001)
    expect(await page()).toContain(`${mirror.people.ambulance}</th><td>about 40<`)
  })

  it('tells the question that people are furthest off about, and how far off they were at each closing', async () => {
    await world.people('student', 12, { answer: 1 })
    await world.close()
    await world.people('ambulance', 15, { guess: 3, about: 'student' })
    await world.passes(7)
    await world.close()
    await world.passes(0.001)
    const body = await page()
    expect(body).toContain(texts.surprise.heading)
    expect(body).toContain(texts.surprise.off('3'))
    expect(body.match(/3 in 10</g)).toHaveLength(1)
  })

  it('may be kept by whoever asks, and needs nothing of the person', async () => {
    const answer = await send({ url: '/together' })
    expect([answer.status, answer.headers['Cache-Control']]).toEqual([200, 'public, max-age=300'])
  })
})

describe('what closings tell of people', () => {
  const counts = fc.array(fc.record({ ambulance: fc.nat(60), none: fc.nat(60), done: fc.nat(200) }), {
    minLength: 1,
    maxLength: 30,
  })

  it('is in tens, of ten at least, near to what is so, and moves by ten or not at all', () => {
    fc.assert(
      fc.property(counts, all => {
        let known: Together | undefined
        for (const [week, { ambulance, none, done }] of all.entries()) {
          const before = known
          known = closeTogether(before, { people: { ambulance, none }, done }, {}, week * 7 * 86_400_000)
          const pairs = [
            [before?.people['ambulance'], ambulance, known.people['ambulance']],
            [before?.people['none'], none, known.people['none']],
            [before?.modulesDone, done, known.modulesDone],
          ] as const
          for (const [was, count, shown] of pairs) {
            if (count < 10) expect(shown).toBeUndefined()
            else expect([(shown ?? 1) % 10, Math.abs((shown ?? 0) - count) < 10]).toEqual([0, true])
            if (was !== undefined && shown !== undefined && Math.abs(count - was) < 10)
              expect(shown).toBe(was)
          }
          expect(peopleIn(known)).toBe(Object.values(known.people).reduce((sum, one) => sum + one, 0))
        }
      }),
    )
  })

  it('keeps half a year of gaps, and one a closing that is done twice', () => {
    const gaps = { 'one:ambulance:student': { guesses: 20, off: 60 } }
    let known: Together | undefined
    for (let week = 0; week < 40; week += 1) {
      for (const again of [0, 60_000])
        known = closeTogether(known, { people: {}, done: 0 }, gaps, week * 7 * 86_400_000 + again)
      expect(known?.gaps).toHaveLength(Math.min(week + 1, 26))
    }
    expect(known?.surprise).toEqual({ moduleId: 'one', meanOff: 3 })
  })
})
