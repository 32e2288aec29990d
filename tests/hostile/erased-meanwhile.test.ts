import { expect, it } from 'vitest'
import { handleReceived } from '../../shared/application/delivery/received.ts'
import { erase } from '../../shared/application/erase.ts'
import { minute } from '../../shared/domain/duration.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const id = '0123456789abcdefghijklmn'

async function start(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  return world
}

it('a sign-up whose address is erased while it is handled brings nobody back', async () => {
  const world = await start()
  const { learner } = await world.learner('sam@example.org')
  await world.sendForm('sam@example.org', {}, id)
  await world.settle(() => [])
  world.clock.setTo(world.clock.now() + minute)
  const { learners } = world.deps
  const erasedAt: typeof learners.erasedAt = async hash => {
    const found = await learners.erasedAt(hash)
    await erase(world.worker(), world.addresses, learner.id)
    return found
  }
  await handleReceived({ ...world.deps, learners: { ...learners, erasedAt } }, id)
  const before = world.inbox('sam@example.org').length
  await world.pass(1)
  expect(await world.find('sam@example.org')).toBeUndefined()
  expect(world.inbox('sam@example.org')).toHaveLength(before)
})

it('who shares a mailbox with somebody who is erased keeps a sign-up that was acknowledged', async () => {
  const world = await start()
  const { learner } = await world.learner('ward+ann@example.org')
  expect(await world.sendForm('ward@example.org')).toBe('accepted')
  await world.settle(() => [])
  world.clock.setTo(world.clock.now() + 1)
  await erase(world.deps, world.addresses, learner.id)
  await world.pass(2)
  expect(world.inbox('ward@example.org').map(({ kind }) => kind)).toEqual(['confirm'])
})

it('nothing of somebody who is erased stays in a sign-up that could not be handled', async () => {
  const world = await start()
  const { learner } = await world.learner('sam@example.org')
  await world.sendForm('sam@example.org', { firstName: 'Sam' }, id)
  await world.table.write({ update: receivedKey(id), set: { _: 99 }, remove: ['f'] })
  for (let i = 0; i < 6; i += 1) {
    await world.tick()
    world.clock.setTo(world.clock.now() + minute)
  }
  await erase(world.deps, world.addresses, learner.id)
  await world.pass(2)
  const left = [...world.table.rows.values()].filter(row => JSON.stringify(row).includes('sam@example.org'))
  expect(left.map(({ pk }) => pk)).toEqual([])
})

it('nothing of somebody who is erased can be read in the row behind the page that came after the form', async () => {
  const world = await start()
  const send = website(world)
  const form = { ...signUpForm('sam@example.org'), role: 'Night porter' }
  const { status, headers } = await send(formPost('/sign-up', form))
  expect(status).toBe(303)
  const [, page] = /id=(\w+)/.exec(String(headers['Location'])) ?? []
  await world.settle()
  await world.confirm('sam@example.org')
  await world.settle()
  const { learner } = await world.person('sam@example.org')
  world.clock.setTo(world.clock.now() + 10 * minute)
  await erase(world.deps, world.addresses, learner.id)
  const rows = [...world.table.rows.values()]
  expect(rows.some(({ pk }) => pk.startsWith('sent-page#'))).toBe(true)
  for (const secret of ['sam@example.org', 'Night porter', String(page)])
    expect(rows.filter(row => JSON.stringify(row).includes(secret)).map(({ pk }) => pk)).toEqual([])
})
