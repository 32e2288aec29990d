import { beforeEach, describe, expect, it } from 'vitest'
import { day, hour, minute, week } from '../../shared/domain/duration.ts'
import { addressKey, profileKey, receivedKey } from '../../shared/store/keys.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const idOf = (i: number) => `form${String(i).padStart(20, '0')}`

let world: World

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
})

const waiting = () => [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('sign-up#'))
const kinds = (email: string) => world.inbox(email).map(({ kind }) => kind)
const rowLike = (start: string) => {
  const row = [...world.table.rows.values()].find(({ pk }) => pk.startsWith(start))
  return row ?? expect.fail(`no row ${start}`)
}

/** So many minutes, with a tick in each. */
async function ticks(many: number): Promise<void> {
  for (let i = 0; i < many; i += 1) {
    await world.tick()
    world.clock.setTo(world.clock.now() + minute)
  }
}

/** A form, whose event gets lost. */
async function form(email: string, i: number, change = {}): Promise<void> {
  await world.sendForm(email, change, idOf(i))
  await world.settle(() => [])
}

/** What an operator does once the cause is mended. */
async function redriven(): Promise<void> {
  await operatorContext(world).run(['reconcile', '--fix', '--reason', 'a test', '--yes', '--json'])
  await world.tick()
}

describe('a row that cannot be read', () => {
  it('of a mailbox or an address sets the sign-ups for it aside, and they go on once it is mended', async () => {
    const hash = world.addresses.ofEmail(sam)
    await world.table.write({ put: { ...addressKey(hash), learnerId: 'nobody’s' } })
    await world.signUp('kim@example.org')
    await world.settle()
    world.clock.setTo(world.clock.now() + hour)
    const mailbox = rowLike('mailbox#')
    await world.table.write({ put: { ...mailbox, accountEmails: 'many' } })
    await form(sam, 1)
    await form('kim@example.org', 2, { firstName: 'Kim' })
    await form('ann@example.org', 3)
    await ticks(6)
    const words = waiting().map(row => [row['tries'], row['quarantined']])
    expect(words).toEqual([
      [5, expect.stringContaining(`Row ${addressKey(hash).pk} address cannot be read`)],
      [5, expect.stringContaining(`Row ${mailbox.pk} anybody cannot be read`)],
    ])
    expect(kinds('ann@example.org')).toEqual(['confirm'])
    await world.table.write({ delete: addressKey(hash) })
    await world.table.write({ put: mailbox })
    await redriven()
    expect(waiting()).toEqual([])
    expect([kinds(sam), kinds('kim@example.org')]).toEqual([['confirm'], ['confirm', 'confirm']])
  })

  it('of the person to whom a link was mailed makes it nobody’s word, and keeps the sign-up from nothing', async () => {
    await world.learner('eve@example.org')
    const { learner } = await world.person('eve@example.org')
    const { id: learnerId, epoch } = learner
    const link = world.deps.links.token({ purpose: 'unsubscribe', learnerId, epoch })
    await world.table.write({ update: profileKey(learnerId), set: { _: 99 }, remove: ['f'] })
    await form(sam, 1, { link })
    await world.tick()
    expect(waiting()).toEqual([])
    expect(kinds(sam)).toEqual(['confirm'])
  })

  it('is another thing than a table that does not answer: then a sign-up stays due', async () => {
    await form(sam, 1)
    const { mailboxes } = world.deps
    const away = () => Promise.reject(new Error('The table is away.'))
    world.deps = { ...world.deps, mailboxes: { ...mailboxes, find: away } }
    await ticks(7)
    expect(waiting()).toMatchObject([{ pk: receivedKey(idOf(1)).pk }])
    expect(waiting()[0]).not.toHaveProperty('tries')
    world.deps = { ...world.deps, mailboxes }
    await world.tick()
    expect(kinds(sam)).toEqual(['confirm'])
  })
})

describe('a sign-up that is handled late', () => {
  it('counts for its mailbox from then on: a long backlog does not become many emails at once', async () => {
    for (let i = 0; i < 6; i += 1) {
      await form(sam, i, { firstName: `Sam ${'abcdef'[i]}` })
      world.clock.setTo(world.clock.now() + 9 * hour)
    }
    const from = world.clock.now()
    await world.passTo(from + 10 * minute)
    expect(waiting()).toEqual([])
    const ttl = Number(rowLike('mailbox#')['ttl']) * 1000
    expect(ttl).toBeGreaterThanOrEqual(from + week)
    await world.passTo(from + hour - minute)
    expect(world.inbox(sam).length).toBeLessThanOrEqual(2)
    expect(world.inbox(sam).length).toBeGreaterThan(0)
  })

  it('can be confirmed as long as any other, and was agreed to when the form was sent', async () => {
    const sentAt = world.clock.now()
    await form(sam, 1)
    world.clock.setTo(sentAt + 29 * day)
    await world.tick()
    world.clock.setTo(sentAt + 35 * day)
    await world.confirm(sam)
    const { learner } = await world.person(sam)
    expect(learner.status).toBe('active')
    expect(learner.consent.at).toBe(sentAt)
  })
})

it('who is erased while their sign-up is handled stays erased', async () => {
  await world.learner(sam)
  await world.sendForm(sam, {}, idOf(1))
  world.clock.setTo(world.clock.now() + 1)
  const { idOf: find } = world.deps.learners
  /** Somebody whose row is there when the address is looked up, and gone when it has been. */
  const erasedMeanwhile: typeof find = async hash => {
    world.deps = { ...world.deps, learners: { ...world.deps.learners, idOf: find } }
    await world.execute(sam, { type: 'Erase' })
    return find(hash)
  }
  world.deps = { ...world.deps, learners: { ...world.deps.learners, idOf: erasedMeanwhile } }
  await world.tick()
  expect(await world.find(sam)).toBeUndefined()
  expect(waiting()).toEqual([])
  expect(kinds(sam)).toEqual(['confirm', 'module_one'])
})
