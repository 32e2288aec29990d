import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { withdrawExcerpt } from '../../shared/application/reflections/share.ts'
import { day, minute, second } from '../../shared/domain/duration.ts'
import { voiceOf } from '../../shared/domain/reflections/reflection.ts'
import { choosePublic, type Voice } from '../../shared/domain/reflections/shelf.ts'
import { closeTogether, peopleIn, type Together } from '../../shared/domain/together.ts'
import { en } from '../../shared/texts/en.ts'
import { enTogether } from '../../shared/texts/en-together.ts'
import { Asking } from '../support/asking.ts'
import { formPost } from '../support/http-event.ts'
import { comesBy, invitationOf } from '../support/inviting.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'
import { textOf, turnSharing, writingIn } from '../support/writers.ts'

const texts = enTogether
const { mirror } = en.pages

let world: Asking
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = await Asking.begin()
  send = website(world)
})

/** A row of the table of sectors, as the page has it. */
const row = (who: string, count: number) => `${who}</th><td role="cell">about ${count}<`
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
    expect(body).toContain(row(mirror.people.ambulance, 10))
    expect(body).toContain(row(mirror.people.student, 20))
    expect(body).not.toContain(mirror.people['social-care'])
    expect(body).toContain(texts.people('30'))
    expect(body).toContain(texts.modulesDone('40'))
    const first = (await send({ url: '/' })).body
    expect(first).toContain(`href="/together">${texts.invitation('30', 2)}<`)
  })

  it('tells how many new people came by links of colleagues, of all links together, from ten on', async () => {
    const [one = '', other = ''] = await world.people('ambulance', 12, { answer: 0 })
    const links = [await invitationOf(world, one), await invitationOf(world, other)]
    const come = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1)
        await comesBy(world, send, links[n % 2] ?? '', `new-${n}@example.org`, `192.0.${n}.7`)
      await world.close()
      await world.passes(0.001)
      return page()
    }
    expect(await come(0, 9)).not.toContain('because a colleague thought of them')
    expect(await come(9, 10)).toContain(texts.invited('10'))
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
    expect(await page()).toContain(row(mirror.people.ambulance, 40))
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

describe('voices on the page for everybody', () => {
  const kim = 'kim@example.org'

  beforeEach(async () => {
    await turnSharing(world, true)
    await world.people('ambulance', 12, { answer: 0 })
    await world.close()
    await world.learner(kim, { sector: 'social-care' })
    world.clock.setTo(world.clock.now() + minute)
  })

  /** Marks the first module as done with an excerpt, which a person approves. */
  async function shareApproved(words: string, more: Record<string, string> = {}) {
    const link = mailedLink(world, kim, 'readUrl')
    const fields = { t: tokenOf(link), action: 'done', reflection: words, excerpt: words, ...more }
    await send(formPost(link.replace(/\?.*/, ''), fields))
    const text = await textOf(world, kim)
    const voice = text && voiceOf(text)
    expect(await judgeVoice(world.deps, voice ?? '', { is: 'approve' }, async () => true)).toMatchObject({
      is: 'done',
    })
    world.clock.setTo(world.clock.now() + minute)
  }

  it('are of writers who ticked it, once a person approved them, and as what they are', async () => {
    await shareApproved('<b>{{name}}</b> & =1+1', { public: 'yes' })
    const { body, headers } = await send({ url: '/together' })
    expect(body).toContain(texts.voices)
    expect(body).toContain('&lt;b&gt;{{name}}&lt;/b&gt; &amp; =1+1')
    expect(headers['Cache-Control']).toBe('no-store')
  })

  it('are not of others', async () => {
    await shareApproved('For learners alone.')
    expect(await page()).not.toContain('For learners alone.')
  })

  it('are gone some seconds after they are taken back', async () => {
    await shareApproved('For everybody.', { public: 'yes' })
    expect(await page()).toContain('For everybody.')
    const { learner } = await world.person(kim)
    await withdrawExcerpt(writingIn(world), { learnerId: learner.id, journeyId: 'sample', moduleId: 'one' })
    world.clock.setTo(world.clock.now() + 11 * second)
    expect(await page()).not.toContain('For everybody.')
  })

  it('are asked for by a box that nobody ticked beforehand', async () => {
    const { body } = await send({ url: mailedLink(world, kim, 'readUrl') })
    expect(body).toMatch(/<input[^>]*name="public"[^>]*>/)
    expect(body).not.toMatch(/<input[^>]*name="public"[^>]* checked/)
  })

  it('are three at most, of several sectors where there are, others every week, and none that is not for everybody', () => {
    const voice = (n: number): Voice => ({
      id: n.toString(36).padStart(24, '0'),
      by: 'b'.repeat(24),
      text: `Words ${n}`,
      sector: n % 4 === 0 ? 'student' : 'ambulance',
      isNamed: true,
      at: 0,
      ...(n % 2 === 0 && { isPublic: true as const }),
    })
    const shelf = Array.from({ length: 40 }, (_, n) => voice(n))
    const weeks = Array.from({ length: 8 }, (_, n) => choosePublic(shelf, n * 7 * day))
    for (const chosen of weeks) {
      expect(chosen).toHaveLength(3)
      expect(chosen.every(({ isPublic }) => isPublic)).toBe(true)
      expect(new Set(chosen.map(({ sector }) => sector)).size).toBe(2)
    }
    expect(new Set(weeks.flat().map(({ id }) => id)).size).toBeGreaterThan(6)
  })
})

describe('what closings tell of people', () => {
  const counts = fc.array(
    fc.record({ ambulance: fc.nat(60), none: fc.nat(60), done: fc.nat(200), invited: fc.nat(60) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )

  it('is in tens, of ten at least, near to what is so, and moves by ten or not at all', () => {
    fc.assert(
      fc.property(counts, all => {
        let known: Together | undefined
        for (const [week, { ambulance, none, done, invited }] of all.entries()) {
          const before = known
          known = closeTogether(
            before,
            { people: { ambulance, none }, done, invited },
            {},
            week * 7 * 86_400_000,
          )
          const pairs = [
            [before?.people['ambulance'], ambulance, known.people['ambulance']],
            [before?.people['none'], none, known.people['none']],
            [before?.modulesDone, done, known.modulesDone],
            [before?.invited, invited, known.invited],
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
        known = closeTogether(known, { people: {}, done: 0, invited: 0 }, gaps, week * 7 * 86_400_000 + again)
      expect(known?.gaps).toHaveLength(Math.min(week + 1, 26))
    }
    expect(known?.surprise).toEqual({ moduleId: 'one', meanOff: 3 })
  })
})
