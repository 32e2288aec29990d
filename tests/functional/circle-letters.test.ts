import { describe, expect, test } from 'vitest'
import { CircleLife, six } from '../support/circle-life.ts'

const [ann, ben, cat, dan] = six.map(({ email }) => email) as [string, string, string, string]

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
