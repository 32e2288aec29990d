import { beforeEach, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

let world: World

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
})

/** A call to the table, and as many bytes as it says and hears. */
interface Call {
  name: string
  /** The kind of row, or rows. */
  kinds: string[]
  bytes: number
}

const kindsIn = (asked: unknown): string[] =>
  [...JSON.stringify(asked).matchAll(/"pk":"([^"#]*)|^"([^"#]*)/g)].map(([, pk, key]) => pk ?? key ?? '')

/** The same world, with a note of every call that a POST makes. */
function noting(calls: Call[]): Pick<World, 'deps' | 'table'> {
  const table = new Proxy(world.table, {
    get: (rows, name: keyof World['table']) => {
      const member = rows[name]
      if (typeof member !== 'function') return member
      return async (...asked: unknown[]) => {
        const answer = await (member as (...asked: unknown[]) => unknown).apply(rows, asked)
        const bytes = JSON.stringify([asked, answer]).length
        calls.push({ name, kinds: kindsIn(asked[0]), bytes })
        return answer
      }
    },
  })
  return { deps: world.worker(table), table }
}

/** Everybody has an address of the same length, so that whatever differs tells of more than what was typed. */
const people = {
  stranger: 'stran@example.org',
  waiting: 'waits@example.org',
  active: 'takes@example.org',
  left: 'leftx@example.org',
  suppressed: 'suppr@example.org',
  erased: 'erase@example.org',
}

async function liveUpTo(): Promise<void> {
  await world.signUp(people.waiting)
  for (const email of [people.active, people.left, people.suppressed, people.erased])
    await world.learner(email)
  await world.execute(people.left, { type: 'Leave', via: 'page' })
  await world.execute(people.suppressed, { type: 'Suppress' })
  await world.execute(people.erased, { type: 'Erase' })
  await world.settle()
}

it('a sign-up makes the same calls of the same sizes, whoever has the address', async () => {
  await liveUpTo()
  const calls: Call[] = []
  const send = website(world, noting(calls))
  const callsFor = async (email: string) => {
    const form = { email, consent: 'yes', consentVersion: 'en-1', website: '' }
    expect((await send(formPost('/sign-up', form))).status).toBe(202)
    return calls.splice(0)
  }
  await callsFor('first@example.org')
  const ofStranger = await callsFor(people.stranger)
  expect(ofStranger.map(({ name }) => name)).toContain('write')
  for (const [who, email] of Object.entries(people)) expect(await callsFor(email), who).toEqual(ofStranger)
})

it('a sign-up looks at nobody, and writes only itself and what its network has used up', async () => {
  await liveUpTo()
  const calls: Call[] = []
  const send = website(world, noting(calls))
  for (const email of Object.values(people))
    await send(formPost('/sign-up', { email, consent: 'yes', consentVersion: 'en-1', website: '' }))
  const kinds = new Set(calls.flatMap(call => call.kinds))
  for (const kind of ['L', 'A', 'S', 'mailbox']) expect([...kinds]).not.toContain(kind)
  const written = calls.filter(({ name }) => name === 'write' || name === 'transact')
  expect(new Set(written.flatMap(call => call.kinds))).toEqual(new Set(['limit', 'sign-up']))
})
