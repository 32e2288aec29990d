import { describe, expect, it } from 'vitest'
import type { BulkEmail } from '../../shared/adapters/mailer.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org'] as const
const changing = ['--yes', '--reason', 'a test']

/** SES takes nothing to this address. */
const refuses = (address: string) => (_: number, email: BulkEmail) =>
  email.entries.some(({ to }) => to === address) ? ('call-400' as const) : undefined

/** Two people who wait for the second module, and SES refuses one of them for good. */
async function refusedForGood(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (const email of [sam, kim]) await world.learner(email)
  world.ses.fault = refuses(sam)
  for (const email of [sam, kim]) await world.done(email, 'one')
  await world.pass(30)
  return world
}

const kinds = (world: World, email: string) => world.inbox(email).map(({ kind }) => kind)

describe('an address that SES refuses for good', () => {
  it('is tried on three days, while the others get theirs', async () => {
    const world = await refusedForGood()
    const { calls } = world.ses
    await world.pass(60)
    expect(world.ses.calls).toBe(calls)
    expect(kinds(world, kim)).toContain('module_two')
    expect(await world.nextDue()).toBeUndefined()
  })

  it('is told of to an operator, in words, figures and by a way out', async () => {
    const world = await refusedForGood()
    const context = operatorContext(world)
    const { stdout } = await context.run(['learner', sam])
    expect(stdout.match(/The email was not delivered \(BadRequestException\)\./g)).toHaveLength(3)
    expect(stdout).toContain('(BadRequestException). It is not tried again by itself.')
    expect(stdout).toContain('Refused by SES. Waits for the module after')
    expect(stdout).toContain('Nothing: SES keeps refusing their email.')
    const { journeys } = (await context.run(['report', '--json'])).json() as Report
    expect(journeys[0]).toMatchObject({ peopleNow: { rejected: 1 }, delivery: { notDelivered: 3 } })
    expect((await context.run(['reconcile'])).stdout).toContain('All is as it should be.')
    world.ses.fault = () => undefined
    await context.run(['learner', sam, '--unsuppress', ...changing])
    await world.pass(2)
    expect(kinds(world, sam).at(-1)).toBe('module_two')
    const after = (await context.run(['report', '--json'])).json() as Report
    expect(after.journeys[0]?.peopleNow.rejected).toBe(0)
  })

  it('is let go on by its owner, from the preferences of an older email', async () => {
    const world = await refusedForGood()
    world.ses.fault = () => undefined
    const send = website(world)
    const preferences = mailedLink(world, sam, 'preferencesUrl')
    const page = await send({ url: preferences })
    expect(page.body).toContain('value="resume"')
    await send(formPost('/preferences', { t: tokenOf(preferences), action: 'resume', journey: 'sample' }))
    await world.pass(2)
    expect(kinds(world, sam).at(-1)).toBe('module_two')
  })

  it('that was only typed into the form is asked no more than three times', async () => {
    const world = new World(monday)
    await world.publish()
    world.ses.fault = refuses(sam)
    await world.signUp(sam)
    await world.pass(20)
    expect(world.ses.calls).toBe(3)
    expect((await world.person(sam)).learner.accountEmails).toEqual([])
  })
})
