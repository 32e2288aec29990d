import { expect, test } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { CircleLife, six } from '../support/circle-life.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, website } from '../support/website.ts'

const [ann, ben, cat, dan] = six.map(({ email }) => email) as [string, string, string, string]
const others = [ann, ben, cat]

/** All that somebody may do about a group instead of saying yes; some of them after they have said it. */
const ways: Record<string, (life: CircleLife) => Promise<unknown>> = {
  'says no': life => life.says(dan, 'Decline'),
  'says yes, and then no': async life => {
    await life.says(dan, 'Agree')
    await life.says(dan, 'Decline')
  },
  leaves: life => leave(life.world.deps, life.id(dan), 'page'),
  'says yes, and leaves': async life => {
    await life.says(dan, 'Agree')
    await leave(life.world.deps, life.id(dan), 'page')
  },
  'is erased': life => erase(life.world.deps, life.world.addresses, life.id(dan)),
  pauses: life => life.world.execute(dan, { type: 'PauseJourney', journeyId: 'sample' }),
  'says yes, and is taken out of circles': async life => {
    await life.says(dan, 'Agree')
    const removal = ['circles', 'remove', dan, '--reason', 'a test', '--yes']
    expect((await operatorContext(life.world).run(removal)).code).toBe(0)
  },
}

/** Every byte that reaches the others, and when: emails whole, and the pages behind their buttons at each step. */
async function reached(saysYes: readonly string[], about: (life: CircleLife) => Promise<unknown>) {
  const life = await new CircleLife().begins()
  await life.pass(1)
  const pages: string[] = []
  const look = async () => {
    for (const email of others) {
      const { status, body } = await website(life.world)({ url: mailedLink(life.world, email, 'circleUrl') })
      pages.push(`${status} ${body}`)
    }
  }
  await about(life)
  await life.pass(0.1)
  await look()
  for (const email of saysYes) await life.says(email, 'Agree')
  await life.pass(1)
  await look()
  await life.pass(6)
  await look()
  await life.pass(42)
  await look()
  return { pages, emails: others.map(email => life.world.inbox(email)) }
}

const silence = new Map<number, ReturnType<typeof reached>>()
/** As when somebody stays silent. */
function asInSilence(saysYes: readonly string[]) {
  const known = silence.get(saysYes.length) ?? reached(saysYes, async () => {})
  silence.set(saysYes.length, known)
  return known
}

test.each(Object.keys(ways))(
  'whoever %s is to all others, byte for byte and minute for minute, as somebody who stays silent',
  async way => {
    for (const saysYes of [[ann, ben, cat], [ann, ben], [ann], []]) {
      const found = await reached(saysYes, life => ways[way]?.(life) ?? expect.fail())
      const expected = await asInSilence(saysYes)
      expect(found.pages).toEqual(expected.pages)
      expect(found.emails).toEqual(expected.emails)
    }
  },
)

test('which is not because nothing reaches them', async () => {
  const { pages, emails } = await asInSilence([ann, ben, cat])
  expect(emails.flat().filter(({ kind }) => kind === 'circle-introduction')).toHaveLength(3)
  expect(new Set(pages).size).toBeGreaterThan(3)
  const yes = await reached([ann, ben, cat], life => life.says(dan, 'Agree'))
  expect(yes.emails).not.toEqual(emails)
})
