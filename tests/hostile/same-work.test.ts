import { beforeEach, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { type Received, website } from '../support/website.ts'

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

/** A network's count and the number of a shard grow by a digit now and then: that depends on nobody's address. */
const whoeverAsks = /(?<="n":)\d+|(?<=#)\d{1,2}(?=")/g

/** The same world, with a note of every call that a POST makes. */
function noting(calls: Call[]): Pick<World, 'deps' | 'table'> {
  const table = new Proxy(world.table, {
    get: (rows, name: keyof World['table']) => {
      const member = rows[name]
      if (typeof member !== 'function') return member
      return async (...asked: unknown[]) => {
        const answer = await (member as (...asked: unknown[]) => unknown).apply(rows, asked)
        const bytes = JSON.stringify([asked, answer]).replaceAll(whoeverAsks, '').length
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

/** What anybody can send with somebody else's address. */
const forms = ['/sign-up', '/find-me'] as const
type FormPath = (typeof forms)[number]

/** Sends the form, looks at the page after it, asks for the email again, and corrects the address into itself. */
async function walk(send: ReturnType<typeof website>, path: FormPath, email: string): Promise<void> {
  const led = async (answer: Promise<Received>): Promise<string> => {
    const { status, headers } = await answer
    expect(status).toBe(303)
    return String(headers['Location'])
  }
  const page = await led(send(formPost(path, signUpForm(email))))
  const id = page.split('id=')[1] ?? ''
  expect((await send({ url: page })).status).toBe(200)
  await led(send(formPost('/sign-up/sent', { id, action: 'again', asked: '0' })))
  await led(send(formPost('/sign-up/sent', { id, action: 'correct', email })))
}

it.each(forms)(
  '%s, and all that its page offers, makes the same calls of the same sizes, whoever has the address',
  async path => {
    await liveUpTo()
    const calls: Call[] = []
    const send = website(world, noting(calls))
    const callsFor = async (email: string) => {
      await walk(send, path, email)
      return calls.splice(0)
    }
    await callsFor('first@example.org')
    const ofStranger = await callsFor(people.stranger)
    const names = ofStranger.map(({ name }) => name)
    expect(names.filter(name => name === 'write' || name === 'transact')).toHaveLength(8)
    for (const [who, email] of Object.entries(people)) expect(await callsFor(email), who).toEqual(ofStranger)
  },
)

it.each(forms)(
  '%s looks at nobody, and writes only itself, its page and what its network has used up',
  async path => {
    await liveUpTo()
    const calls: Call[] = []
    const send = website(world, noting(calls))
    for (const email of Object.values(people)) await walk(send, path, email)
    const kinds = new Set(calls.flatMap(call => call.kinds))
    for (const kind of ['L', 'A', 'S', 'mailbox']) expect([...kinds]).not.toContain(kind)
    const written = calls.filter(({ name }) => name === 'write' || name === 'transact')
    expect(new Set(written.flatMap(call => call.kinds))).toEqual(new Set(['limit', 'sent-page', 'sign-up']))
  },
)
