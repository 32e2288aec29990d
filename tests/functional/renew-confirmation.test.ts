import { beforeEach, expect, it } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import type { Scope } from '../../shared/store/confirmations.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const { link } = en.pages
const { renew } = enAccount

let world: World
let send: ReturnType<typeof website>
/** The link of the confirmation, eight days old. */
let old: string

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = browsing(website(world))
  await world.signUp(sam)
  await world.settle()
  old = mailedLink(world, sam, 'confirmUrl')
  await world.passTo(world.clock.now() + 8 * day)
})

const press = () => send(formPost('/confirm', { t: tokenOf(old) }))

it('a confirmation that has run out offers one button, and only looking changes nothing', async () => {
  const before = stored(world)
  const page = await send({ url: old })
  expect(page.status).toBe(410)
  expect(page.body).toContain(renew.button)
  expect(stored(world)).toBe(before)
})

it('mails a new one, which confirms the sign-up as it was filled in', async () => {
  const agreed = (await world.person(sam)).learner.requests[0]
  const answer = await send(formPost('/confirm', { t: tokenOf(old) }))
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(renew.asked.title)
  await world.settle()
  expect(world.inbox(sam)).toHaveLength(2)
  const fresh = mailedLink(world, sam, 'confirmUrl')
  expect(fresh).not.toBe(old)
  await send(formPost('/confirm', { t: tokenOf(fresh) }))
  const { learner } = await world.person(sam)
  expect(learner).toMatchObject({ status: 'active', consent: { at: agreed?.at } })
})

it('counts as one press however often it is pressed at once, and stays within the limits of the mailbox', async () => {
  await Promise.all([press(), press()])
  await world.settle()
  expect(world.inbox(sam)).toHaveLength(2)
  for (let times = 0; times < 6; times += 1) {
    await press()
    await world.settle()
    world.clock.setTo(world.clock.now() + minute)
  }
  expect(world.inbox(sam)).toHaveLength(3)
})

it('waits for the ceiling, and counts under it and under the brakes of where the sign-up came from, as any confirmation does', async () => {
  const { network } = (await world.person(sam)).details.requests?.[0]?.origin ?? {}
  const { confirmations } = world.deps
  const sentFrom = async (scope: Scope) => (await confirmations.tally(scope, world.clock.now())).sent
  const { allowance } = world.ses
  world.ses.allowance = { ...allowance, per24Hours: 4 }
  await press()
  await world.settle()
  expect(world.inbox(sam)).toHaveLength(1)
  expect((await confirmations.brakes(world.clock.now())).map(({ why }) => why)).toEqual(['many-asked'])
  expect(await sentFrom(`network#${network}`)).toBe(0)
  world.ses.allowance = allowance
  await world.passTo(world.clock.now() + 2 * hour)
  expect(world.inbox(sam)).toHaveLength(2)
  expect([await sentFrom(`network#${network}`), await sentFrom('all')]).toEqual([1, 1])
})

it('comes also where strangers have used up what may go to the mailbox in an hour', async () => {
  for (const firstName of ['Sam', 'Samuel', 'Sammy']) {
    await world.signUp(sam, { firstName })
    await world.settle()
    world.clock.setTo(world.clock.now() + 5 * minute)
  }
  expect(world.inbox(sam)).toHaveLength(3)
  await press()
  await world.settle()
  expect(world.inbox(sam)).toHaveLength(4)
})

it('has nothing to offer once it is confirmed, erased, or gone after its 30 days', async () => {
  await press()
  await world.settle()
  await send(formPost('/confirm', { t: tokenOf(mailedLink(world, sam, 'confirmUrl')) }))
  const confirmed = await send({ url: old })
  expect(confirmed.body).not.toContain(renew.button)
  await world.execute(sam, { type: 'Erase' })
  expect((await send({ url: old })).body).toContain(link.replaced.title)
  expect((await press()).body).toContain(link.replaced.title)
})
