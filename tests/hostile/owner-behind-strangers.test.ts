import { beforeEach, describe, expect, it } from 'vitest'
import type { Link } from '../../shared/contracts/link.ts'
import { minute } from '../../shared/domain/duration.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { mailedLink, publishedWebsite, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const owner = 'sam@example.org'

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
})

async function asks(email: string, more: Record<string, string> = {}): Promise<void> {
  const form = { ...signUpForm(email), ...more }
  expect((await send(jsonPost('/sign-up', form))).status).toBe(202)
  await world.settle()
}

describe('an owner who comes by a link from their own mailbox', () => {
  it('has a confirmation at once also where a stranger’s same form waits for its turn', async () => {
    await asks(owner)
    const link = tokenOf(mailedLink(world, owner, 'confirmUrl'))
    await world.pass(8)
    for (let i = 0; i < 3; i += 1) await asks(`sam+${i}@example.org`)
    await asks(owner)
    await world.passTo(world.clock.now() + 10 * minute)
    const before = world.inbox(owner).length
    expect(before).toBe(1)
    await asks(owner, { link })
    await world.passTo(world.clock.now() + 10 * minute)
    expect(world.inbox(owner)).toHaveLength(before + 1)
  })

  it.each<[string, (who: Pick<Link, 'learnerId' | 'epoch'>) => Link]>([
    ['a module', who => ({ purpose: 'module', ...who, journeyId: 'sample', moduleId: 'one' })],
    ['My journey', who => ({ purpose: 'preferences', ...who })],
    ['a group', who => ({ purpose: 'circle', ...who, group: 'sample.2026-11-29.0' })],
    ['the private page', who => ({ purpose: 'private', ...who, expiresAt: monday + minute })],
    ['leaving', who => ({ purpose: 'unsubscribe', ...who })],
  ])('has a private link at once by the link of any email, to %s', async (_, linkOf) => {
    const { learner } = await world.learner(owner)
    const link = world.deps.links.token(linkOf({ learnerId: learner.id, epoch: learner.epoch }))
    await world.pass(8)
    for (let i = 0; i < 3; i += 1) await asks(`sam+${i}@example.org`)
    const findsMe = async (more = {}) => {
      await send(formPost('/find-me', { email: owner, ...more }))
      await world.settle()
      await world.passTo(world.clock.now() + 10 * minute)
      return world.inbox(owner).filter(({ kind }) => kind === 'find-me').length
    }
    expect(await findsMe()).toBe(0)
    expect(await findsMe({ link })).toBe(1)
  })

  it('has the letter about another journey at once also where a stranger asked for it', async () => {
    await world.publish(sampleJourney('other'))
    await world.learner(owner)
    const link = tokenOf(mailedLink(world, owner, 'preferencesUrl'))
    await world.pass(8)
    for (let i = 0; i < 3; i += 1) await asks(`sam+${i}@example.org`)
    await asks(owner, { journey: 'other', firstName: 'Eve' })
    await world.passTo(world.clock.now() + 10 * minute)
    const joins = () => world.inbox(owner).filter(({ kind }) => kind === 'join').length
    expect(joins()).toBe(0)
    await asks(owner, { journey: 'other', link })
    await world.passTo(world.clock.now() + 10 * minute)
    expect(joins()).toBe(1)
  })
})
