import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mailboxOf, normaliseAddress } from '../../shared/contracts/email-address.ts'
import { day, hour, minute, week } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { addressPost, mailedLink, website } from '../support/website.ts'

const mailbox = 'victim@gmail.com'
const spies = ['a', 'b', 'c'].map(name => `spy@${name}.example`)

const spelling = fc
  .tuple(
    fc.constantFrom('victim', 'vic.tim', 'V.ic.TIM'),
    fc.constantFrom('', '+work', '+1'),
    fc.constantFrom('gmail.com', 'GoogleMail.com', 'gmail.com.', 'ｇmail.com'),
  )
  .map(([name, tag, domain]) => `${name}${tag}@${domain}`)

/** What a stranger does with one more spelling of the mailbox, and how long they wait afterwards. */
const step = fc.record({
  deed: fc.constantFrom(
    'sign-up',
    'sign-up',
    'find-me',
    'again',
    'correct',
    'change',
    'hold',
    'let-go',
    'let-go',
  ),
  email: spelling,
  which: fc.nat(99),
  wait: fc.constantFrom(5 * minute, 5 * minute, 5 * minute, hour, 30 * hour),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Somebody with every public form, and three sign-ups of their own. */
async function stranger(world: World) {
  const send = website(world)
  const pages: string[] = []
  const page = (which: number) => pages[which % pages.length] ?? ''
  const onPage = (which: number, fields: Record<string, string>) =>
    send(formPost('/sign-up/sent', { id: page(which), ...fields }))
  const change = async (spy: string, email: string) => {
    await world.execute(spy, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    return send(addressPost(mailedLink(world, spy, 'privateUrl'), email))
  }
  for (const spy of spies) await world.learner(spy)
  for (const spy of spies) await change(spy, `own-${spy}`)

  const deeds: Readonly<Record<Step['deed'], (step: Step) => Promise<unknown>>> = {
    'sign-up': async ({ email }) => {
      const form = signUpForm(email)
      const { headers } = await send(formPost('/sign-up', form))
      pages.push(String(headers['Location']).split('id=')[1] ?? '')
    },
    'find-me': ({ email }) => send(formPost('/find-me', { email })),
    again: ({ which }) => onPage(which, { action: 'again', asked: String(which % 3) }),
    correct: ({ which, email }) => onPage(which, { action: 'correct', email }),
    change: ({ which, email }) => change(spies[which % 3] ?? '', email),
    hold: () => pause(world, 'delivery'),
    'let-go': () => resume(world, 'delivery'),
  }
  return (one: Step) => deeds[one.deed](one)
}

/** The most emails that came to the mailbox within any stretch of this length. */
function mostWithin(world: World, length: number): number {
  const times = world.ses.delivered
    .filter(({ to }) => mailboxOf(normaliseAddress(to)) === mailbox)
    .map(({ at }) => at)
  return Math.max(...times.map(from => times.filter(at => at >= from && at < from + length).length))
}

it('whatever forms are sent, in whatever order, one mailbox gets two an hour, three a day and five a week', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 80, size: 'max' }), async steps => {
      const world = new World(Date.parse('2026-11-23T09:00:00Z'))
      await world.publish()
      const act = await stranger(world)
      for (const one of steps) {
        await act(one)
        await world.settle()
        await world.passTo(world.clock.now() + one.wait)
      }
      await resume(world, 'delivery')
      await world.pass(9)
      expect(mostWithin(world, week)).toBeGreaterThan(1)
      expect(mostWithin(world, hour)).toBeLessThanOrEqual(2)
      expect(mostWithin(world, day)).toBeLessThanOrEqual(3)
      expect(mostWithin(world, week)).toBeLessThanOrEqual(5)
    }),
    // Shrinking would take longer than the test may.
    { numRuns: 3, seed: 7, endOnFailure: true },
  )
}, 120_000)
