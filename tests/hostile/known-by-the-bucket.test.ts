import { expect, it } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const send = (world: World) => browsing(website(world))
type Send = ReturnType<typeof send>

/** What anybody can send with somebody else's address, twelve times: under other names, or as it is. */
const forms: Readonly<Record<string, (post: Send, email: string, name: string) => Promise<number>>> = {
  'signing it up': async (post, email, firstName) => {
    const form = { ...signUpForm(email), firstName }
    return (await post(jsonPost('/sign-up', form))).status
  },
  'asking for its private link': async (post, email) => (await post(formPost('/find-me', { email }))).status,
}

/**
 * A spy who takes part types an address into a form so often that its bucket is full or nearly so, and then asks for a change
 * of their own address to one that reaches the same mailbox. @returns what their own page says then.
 */
async function whatTheSpyReads(victim: string, form: string, times: number): Promise<string> {
  const world = new World(monday)
  await world.publish()
  for (const email of ['takes@example.org', 'suppr@example.org', 'leftx@example.org', 'spy@spy.example'])
    await world.learner(email)
  await world.execute('leftx@example.org', { type: 'Leave', via: 'page' })
  await world.execute('suppr@example.org', { type: 'Suppress' })
  await world.settle()
  await world.passTo(world.clock.now() + 8 * day)
  const post = send(world)
  for (const name of 'abcdefghijkl'.slice(0, times)) {
    expect(await forms[form]?.(post, victim, `Sam ${name}`)).toBeLessThan(300)
    await world.settle()
    world.clock.setTo(world.clock.now() + 2 * minute)
  }
  await world.execute('spy@spy.example', { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const t = tokenOf(mailedLink(world, 'spy@spy.example', 'privateUrl'))
  const email = victim.replace('@', '+x@')
  const { status, body } = await post(formPost('/change-address', { t, email }))
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(body)?.[1] ?? ''
  const words = main.replaceAll(email, '').replaceAll(/<[^>]+>|[\w.-]{30,}|\s+/g, ' ')
  return `${status} ${words.replaceAll(/ +/g, ' ').trim().slice(0, 200)}`
}

const cases = Object.keys(forms).flatMap(form =>
  ['takes@example.org', 'suppr@example.org', 'leftx@example.org'].flatMap(known =>
    [1, 12].map(times => ({ form, known, times })),
  ),
)

it.each(cases)(
  'nobody finds out by $form $times times that $known is known',
  async ({ form, known, times }) => {
    const read = await whatTheSpyReads(known, form, times)
    expect(read).toBe(await whatTheSpyReads('stran@example.org', form, times))
    // The bucket decides what is read here, or this test would see nothing.
    const isFull = en.pages.problems['mailbox-full']
    expect(read.includes(isFull)).toBe(times === 12)
  },
)
