import { expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/**
 * A spy who takes part types an address into the form twelve times, under other names, and then asks for a change of their
 * own address to one that reaches the same mailbox. @returns what their own page says then.
 */
async function whatTheSpyReads(victim: string): Promise<string> {
  const world = new World(monday)
  await world.publish()
  for (const email of ['takes@example.org', 'suppr@example.org', 'spy@spy.example'])
    await world.learner(email)
  await world.execute('suppr@example.org', { type: 'Suppress' })
  await world.settle()
  const send = browsing(website(world))
  const post = async (firstName: string) => {
    const form = { email: victim, consent: 'yes', consentVersion: 'en-1', website: '', firstName }
    expect((await send(jsonPost('/sign-up', form))).status).toBe(202)
    await world.settle()
    world.clock.setTo(world.clock.now() + 2 * minute)
  }
  for (const name of 'abcdefghijkl') await post(`Sam ${name}`)
  await world.execute('spy@spy.example', { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const t = tokenOf(mailedLink(world, 'spy@spy.example', 'privateUrl'))
  const email = victim.replace('@', '+x@')
  const { status, body } = await send(formPost('/preferences', { t, action: 'change-address', email }))
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(body)?.[1] ?? ''
  const words = main.replaceAll(email, '').replaceAll(/<[^>]+>|[\w.-]{30,}|\s+/g, ' ')
  return `${status} ${words.replaceAll(/ +/g, ' ').trim().slice(0, 200)}`
}

it.each(['takes@example.org', 'suppr@example.org'])(
  'nobody finds out that %s is known by whether the mailbox takes one more email',
  async known => {
    expect(await whatTheSpyReads(known)).toBe(await whatTheSpyReads('stran@example.org'))
  },
)
