import { describe, expect, test } from 'vitest'
import { advanceCircles } from '../../shared/application/circles/advance-circles.ts'
import { erase } from '../../shared/application/erase.ts'
import { leave, leaveJourney } from '../../shared/application/leave.ts'
import { reflectionRows } from '../../shared/contracts/row-kinds.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { day, hour } from '../../shared/domain/duration.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleTieStore } from '../../shared/store/circle-ties.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { CircleLife, closesAt, group, six } from '../support/circle-life.ts'

const [ann, ben, cat, dan] = six.map(({ email }) => email) as [string, string, string, string]

const keepApart = (life: CircleLife, one: string, other: string) =>
  circleTieStore(life.world.table).keepApart(life.id(one), life.id(other), life.world.clock.now())

describe('a group', () => {
  test('is proposed by name, and introduced by address to those who all said yes', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const { email } of six) expect(life.letters(email)).toEqual(['2026-11-30 circle-proposal'])
    const asked = life.said(ann, 'circle-proposal')
    expect(asked).toContain('Ben')
    expect(asked).not.toContain('@')
    for (const email of [ann, ben, cat]) await life.says(email, 'Agree')
    await life.says(dan, 'Decline')
    await life.pass(3.9)
    expect(life.letters(ann)).toHaveLength(1)
    await life.pass(2)
    expect(life.letters(ann)).toEqual(['2026-11-30 circle-proposal', '2026-12-05 circle-introduction'])
    const introduced = life.said(ann, 'circle-introduction')
    for (const email of [ben, cat]) expect(introduced).toContain(email)
    for (const email of [ann, dan]) expect(introduced).not.toContain(email)
    expect(introduced).not.toContain('Dan')
    expect(life.letters(dan)).toHaveLength(1)
  })

  test('goes round in hosting, and ends with a thank-you', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const { email } of six) await life.says(email, 'Agree')
    await life.pass(50)
    const kinds = six.map(({ email }) => life.letters(email).map(one => one.slice(11)))
    expect(kinds.flat().filter(kind => kind === 'circle-introduction')).toHaveLength(4)
    expect(kinds.flat().filter(kind => kind === 'circle-hosting')).toHaveLength(2)
    for (const one of kinds) expect(one.at(-1)).toBe('circle-ended')
    expect((await life.circle())?.endedWhy).toBe('over')
  })
})

describe('somebody who', () => {
  const onBreak = (life: CircleLife, email: string, breakUntil: string) =>
    life.world.execute(email, {
      type: 'ChangePreferences',
      preferences: { pace: 'as-written', breakUntil },
    })
  const introduced = async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const { email } of six) await life.says(email, 'Agree')
    await life.pass(0.1)
    expect(await life.circle()).toBeDefined()
    return life
  }
  const goes: Record<string, (life: CircleLife, email: string) => Promise<unknown>> = {
    leaves: (life, email) => leave(life.world.deps, life.id(email), 'page'),
    'leaves the journey': (life, email) => leaveJourney(life.world.deps, life.id(email), 'sample'),
    'is erased': (life, email) => erase(life.world.deps, life.world.addresses, life.id(email)),
    'leaves, and comes back at once,': async (life, email) => {
      await leave(life.world.deps, life.id(email), 'page')
      await life.world.learner(email)
    },
    'leaves the journey, and comes back to it at once,': async (life, email) => {
      await leaveJourney(life.world.deps, life.id(email), 'sample')
      await life.world.learner(email)
    },
    'leaves, comes back, and leaves once more,': async (life, email) => {
      await leave(life.world.deps, life.id(email), 'page')
      await life.world.learner(email)
      await leaveJourney(life.world.deps, life.id(email), 'sample')
      await life.world.learner(email)
    },
    'leaves the journey, comes back to it, and leaves another,': async (life, email) => {
      await life.world.publish(sampleJourney('other'))
      await life.world.learner(email, { journeyId: 'other' })
      await leaveJourney(life.world.deps, life.id(email), 'sample')
      await life.world.learner(email)
      await leaveJourney(life.world.deps, life.id(email), 'other')
    },
    pauses: (life, email) => life.world.execute(email, { type: 'PauseJourney', journeyId: 'sample' }),
    'takes a break': (life, email) => onBreak(life, email, '2026-12-24'),
  }

  test.each(Object.keys(goes))(
    '%s before the introduction goes out is in nobody’s, and gets none',
    async how => {
      const life = await introduced()
      await goes[how]?.(life, ann)
      await life.pass(3)
      expect(life.letters(ann)).toHaveLength(1)
      for (const email of [ben, cat, dan]) {
        expect(life.letters(email)).toHaveLength(2)
        expect(life.said(email, 'circle-introduction')).not.toMatch(/ann@|Ann/)
      }
    },
  )

  test.each(Object.keys(goes))(
    '%s after saying yes is not introduced, and nobody else can tell',
    async how => {
      const outcome = async (ends: (life: CircleLife) => Promise<unknown>) => {
        const life = await new CircleLife().begins()
        await life.pass(1)
        for (const email of [ben, cat]) await life.says(email, 'Agree')
        await ends(life)
        await life.pass(12)
        return [ben, cat, dan].map(email => [life.letters(email), life.said(email, 'circle-introduction')])
      }
      const silence = await outcome(async () => {})
      const tokens = (said: unknown) => JSON.stringify(said).replaceAll(/\?t=[^"\\<)]*/g, '')
      expect(tokens(await outcome(life => life.says(ann, 'Decline')))).toBe(tokens(silence))
      const gone = await outcome(async life => {
        await life.says(ann, 'Agree')
        await goes[how]?.(life, ann)
      })
      expect(tokens(gone)).toBe(tokens(silence))
    },
  )

  const removed = (life: CircleLife, email: string) =>
    barredStore(life.world.table).bar([life.id(email)], 'circles', life.world.clock.now())

  test('is removed before their group was asked, or whatever was said since, is in nothing of it', async () => {
    const unasked = await new CircleLife().begins()
    await removed(unasked, ann)
    await unasked.pass(1)
    expect(unasked.letters(ann)).toEqual([])
    expect(unasked.said(ben, 'circle-proposal')).not.toContain('Ann')

    const answered = await new CircleLife().begins()
    await answered.pass(1)
    for (const email of [ann, ben, cat]) await answered.says(email, 'Agree')
    await removed(answered, ann)
    await answered.pass(9)
    const agreed = await new CircleLife().begins()
    await agreed.pass(1)
    for (const { email } of six) await agreed.says(email, 'Agree')
    await removed(agreed, ann)
    await agreed.pass(3)
    for (const life of [answered, agreed]) {
      expect(life.letters(ann)).toHaveLength(1)
      expect(life.letters(ben)).toHaveLength(2)
      expect(life.said(ben, 'circle-introduction')).not.toMatch(/ann@|Ann/)
    }
  })

  test('takes a short break before the introduction goes out is out of the circle, also once they are back', async () => {
    const life = await introduced()
    await onBreak(life, ann, '2026-12-03')
    await life.pass(9)
    expect(life.letters(ann)).toHaveLength(1)
    for (const email of [ben, cat, dan])
      expect(life.said(email, 'circle-introduction') + life.said(email, 'circle-hosting')).not.toMatch(
        /ann@|Ann/,
      )
    expect((await life.circle())?.members.find(({ id }) => id === life.id(ann))?.isGone).toBe(true)
  })

  test('is on a break when the last one says yes is out of the circle at once, and asked for nothing', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const email of [ann, ben, cat]) await life.says(email, 'Agree')
    await onBreak(life, ann, '2026-12-24')
    await life.says(dan, 'Agree')
    await life.pass(0.1)
    const circle = await life.circle()
    expect(circle?.members.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual([life.id(ann)])
    expect(circle?.host).not.toBe(life.id(ann))
  })

  test('takes a break once they were introduced stays in the circle, and is in no letter meanwhile', async () => {
    const life = await introduced()
    await life.pass(2)
    const host = (await life.circle())?.host
    const away = [ann, ben, cat, dan].find(email => life.id(email) !== host) ?? ''
    await onBreak(life, away, '2026-12-12')
    await life.pass(8)
    const asked = six.filter(({ email }) => life.said(email, 'circle-hosting') !== '')
    expect(asked).toHaveLength(1)
    expect(life.said(asked[0]?.email ?? '', 'circle-hosting')).not.toContain(away)
    expect((await life.circle())?.members.some(({ isGone }) => isGone)).toBe(false)
  })

  test('cannot be read holds up nobody else of the group', async () => {
    const life = await new CircleLife().begins()
    const key = { pk: `L#${life.id(ann)}`, sk: 'profile' }
    const shape = (_: number) => life.world.table.write({ update: key, set: { _ } })
    const before = (await life.world.table.get(key))?.['_']
    await shape(99)
    await life.pass(1)
    for (const email of [ben, cat]) {
      expect(life.letters(email)).toEqual(['2026-11-30 circle-proposal'])
      await life.says(email, 'Agree')
    }
    await life.pass(11)
    expect(life.said(ben, 'circle-introduction')).toContain(cat)
    await shape(Number(before))
    // Nobody asked them, so they are first in line.
    const later = { journeyId: 'sample', id: '2026-12-13' }
    expect(await life.deps().rounds.find(later, life.id(ann))).toMatchObject({ isFirstInLine: true })
  })

  test('cannot be read while introductions are planned gets theirs once they can', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const email of [ann, ben, cat]) await life.says(email, 'Agree')
    const key = { pk: `L#${life.id(ann)}`, sk: 'profile' }
    const shape = (_: number) => life.world.table.write({ update: key, set: { _ } })
    const before = Number((await life.world.table.get(key))?.['_'])
    await life.says(dan, 'Agree')
    await shape(99)
    await life.pass(1)
    expect(life.said(ben, 'circle-introduction')).toContain(cat)
    await shape(before)
    await life.pass(1)
    expect(life.said(ann, 'circle-introduction')).toContain(ben)
    expect((await life.circle())?.isUntold).toBeUndefined()
  })

  test('cannot be read for the whole of the first turn keeps the circle from no other turn', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const email of [ann, ben, cat, dan]) await life.says(email, 'Agree')
    const key = { pk: `L#${life.id(ann)}`, sk: 'profile' }
    await life.world.table.write({ update: key, set: { _: 99 } })
    await life.pass(20)
    const circle = await life.circle()
    expect(circle?.turn).toBe(1)
    const host = six.find(({ email }) => life.id(email) === circle?.host)?.email ?? ''
    expect(host).not.toBe(ann)
    expect(life.said(host, 'circle-hosting')).not.toBe('')
  })

  test('cannot be shown to the others by their name is introduced to nobody, and holds up none of them', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    for (const email of [ann, ben, cat]) await life.says(email, 'Agree')
    const { rows } = life.world.table
    const row = [...rows.values()].find(({ pk, sk }) => pk.startsWith('round#') && sk === life.id(ann))
    await life.world.table.write({
      put: { ...(row ?? expect.fail()), card: { ...(row?.['card'] as object), name: 'Ann 4' } },
    })
    await life.pass(11)
    expect(life.said(ben, 'circle-introduction')).toContain(cat)
    expect(life.said(ben, 'circle-introduction')).not.toMatch(/ann@|Ann/)
    expect(life.said(ann, 'circle-introduction')).toBe('')
    expect((await life.circle())?.members.map(({ id }) => id).toSorted()).toEqual(
      [life.id(ben), life.id(cat)].toSorted(),
    )
    expect(JSON.stringify(life.world.log)).toContain('its name passes the rule of names no more')
    expect(JSON.stringify(life.world.log)).not.toContain('Ann 4')
  })

  test('is erased leaves no name behind, and nothing of whom they knew', async () => {
    const life = await introduced()
    await life.pass(2)
    await keepApart(life, ann, ben)
    await erase(life.world.deps, life.world.addresses, life.id(ann))
    await life.pass(0.1)
    const rows = JSON.stringify([...life.world.table.rows.values()])
    expect(rows).not.toMatch(/ann@example|"Ann"/)
    expect([...life.world.table.rows.values()].filter(({ pk }) => pk.endsWith(life.id(ann)))).toEqual([
      expect.objectContaining({ sk: 'tombstone' }),
    ])
    const own = (await life.circle())?.members.find(({ id }) => id === life.id(ann))
    expect(own?.isGone).toBe(true)
  })

  test('is erased leaves no name behind, also where one of their groups cannot be read', async () => {
    const life = await introduced()
    await life.pass(2)
    await life.world.table.write({ update: { pk: `proposal#${group}`, sk: 'state' }, set: { at: 'spoilt' } })
    await erase(life.world.deps, life.world.addresses, life.id(ann))
    await life.pass(0.1)
    expect(JSON.stringify([...life.world.table.rows.values()])).not.toContain('"Ann"')
  })

  test('is erased leaves no name behind, also where a text of theirs cannot be read', async () => {
    const life = await introduced()
    await life.pass(2)
    const text = { pk: `${reflectionRows}${life.id(ann)}`, sk: 'sample#one', _: 1 }
    await life.world.table.write({ put: text })
    await erase(life.world.deps, life.world.addresses, life.id(ann))
    await life.pass(0.1)
    expect(JSON.stringify([...life.world.table.rows.values()])).not.toContain('"Ann"')
    const own = (await life.circle())?.members.find(({ id }) => id === life.id(ann))
    expect(own?.isGone).toBe(true)
  })

  test('is left alone is told so, kindly and once', async () => {
    const life = await introduced()
    await life.pass(2)
    for (const email of [ben, cat, dan]) await leave(life.world.deps, life.id(email), 'page')
    await life.pass(3)
    expect(
      life
        .letters(ann)
        .slice(2)
        .map(one => one.slice(11)),
    ).toEqual(['circle-ended'])
    expect((await life.circle())?.endedWhy).toBe('alone')
  })

  test('has paused since is asked to host no more, and the circle goes on without them', async () => {
    const life = await introduced()
    await life.pass(2)
    const host = (await life.circle())?.members[1]?.id
    const email = six.find(one => life.id(one.email) === host)?.email ?? ''
    await life.world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })
    await life.pass(8)
    expect(life.letters(email)).toHaveLength(2)
    const circle = await life.circle()
    expect(circle?.members.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual([host])
    expect(circle).toMatchObject({ turn: 1, host: circle?.members[2]?.id })
  })

  test('is proposed a group of which nobody is left is told that no circle comes about', async () => {
    const life = await new CircleLife().begins()
    await life.advance()
    for (const email of [ben, cat, dan]) await leave(life.world.deps, life.id(email), 'page')
    await life.pass(3)
    expect(life.letters(ann).map(one => one.slice(11))).toEqual(['circle-nobody'])
    const history = await life.history(ann)
    expect(history.filter(({ type }) => type.startsWith('Circle'))).toEqual([
      expect.objectContaining({ type: 'CircleLetterPlanned', kind: 'circle-proposal' }),
      expect.objectContaining({ type: 'CircleLetterEmailed', kind: 'circle-proposal', nobody: true }),
    ])
  })

  test('said yes and found nobody goes on to the next round, first in line, and is told so', async () => {
    const life = await new CircleLife().begins()
    await life.pass(1)
    await life.says(ann, 'Agree')
    await life.pass(7)
    expect(life.letters(ann).map(one => one.slice(11))).toEqual(['circle-proposal', 'circle-nobody'])
    const next = await life.deps().rounds.find({ journeyId: 'sample', id: '2026-12-06' }, life.id(ann))
    expect(next).toMatchObject({ isFirstInLine: true })
    expect((await life.world.person(ben)).learner.enrolments['sample']).toMatchObject({
      silent: ['2026-11-29'],
    })
  })
})

describe('a report', () => {
  test('stops all letters, also the last one of a circle that is over', async () => {
    const goodbyes = async (isReported: boolean) => {
      const life = await new CircleLife().begins()
      await life.pass(1)
      for (const { email } of six) await life.says(email, 'Agree')
      while ((await life.circle())?.endedAt === undefined) await life.pass(1 / 24)
      const at = life.world.clock.now()
      if (isReported) await life.inCircle({ type: 'Report', at, learnerId: life.id(ann) })
      await life.pass(3)
      return six.flatMap(({ email }) => life.letters(email)).filter(one => one.endsWith('circle-ended'))
    }
    expect(await goodbyes(false)).toHaveLength(4)
    expect(await goodbyes(true)).toEqual([])
  })
})

describe('whoever could not answer', () => {
  const next = { journeyId: 'sample', id: '2026-12-13' }
  const inNext = async (life: CircleLife, email: string) => life.deps().rounds.find(next, life.id(email))

  test('since no letter went out for ten days, is first in line, and is told so once sending goes on', async () => {
    const life = await new CircleLife().begins()
    await life.advance()
    life.world.clock.setTo(closesAt + 10 * day + hour)
    await life.advance()
    await life.pass(2)
    for (const { email } of six) {
      expect(life.letters(email).map(one => one.slice(11))).toEqual(['circle-nobody'])
      expect(await inNext(life, email)).toMatchObject({ isFirstInLine: true })
      expect((await life.world.person(email)).learner.enrolments['sample']?.silent).toBeUndefined()
    }
  })

  test('is not whoever had the letter late, and stayed silent', async () => {
    const life = await new CircleLife().begins()
    await life.advance()
    life.world.clock.setTo(closesAt + 7 * day)
    await life.pass(5)
    for (const { email } of six) {
      expect(life.letters(email).map(one => one.slice(11))).toEqual(['circle-proposal'])
      expect(await inNext(life, email)).toBeUndefined()
    }
  })
})

describe('what leads groups on', () => {
  test('goes past one that cannot be worked on, and says so', async () => {
    const life = await new CircleLife().begins()
    const deps = life.deps()
    const broken = 'sample.2026-11-29.broken'
    await life.world.table.write(deps.proposals.beginWrite(propose(broken, [], closesAt)))
    await life.world.table.write({
      update: { pk: `proposal#${broken}`, sk: 'state' },
      set: { invited: 'nobody' },
    })
    expect(await life.advance()).toEqual({ proposals: 1, circles: 0, failed: 1, isDone: true })
    expect(life.world.log).toContainEqual(
      expect.objectContaining({ level: 'error', about: expect.objectContaining({ id: broken }) }),
    )
  })

  test('begins nothing new once its time is over, and leaves it due', async () => {
    const life = await new CircleLife().begins()
    expect(await advanceCircles(life.deps(), life.world.clock.now())).toMatchObject({
      proposals: 0,
      isDone: false,
    })
    expect(await life.advance()).toMatchObject({ proposals: 1, isDone: true })
  })
})
