import { describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { counterStore } from '../../shared/store/counters.ts'
import type { TestMailer } from '../../tools/operator/deps.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorArn, operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']
const publish = ['journeys', 'publish', 'shiftworks', ...changing]

type TestEmail = Parameters<TestMailer['send']>[0]

const trail = async (world: World) => (await operatorContext(world).run(['audit', '--json'])).json()

describe('operator journeys', () => {
  it('publishes what authors wrote, in the operator’s name', async () => {
    const world = new World(monday)
    const published = await operatorContext(world).run(publish)
    expect([published.code, published.stdout]).toEqual([0, 'shiftworks: published.\n'])
    expect(published.stderr).toContain('the first version, with 8 modules')
    expect((await operatorContext(world).run(publish)).stdout).toBe('shiftworks: unchanged.\n')
    expect(await trail(world)).toMatchObject([
      { what: 'journeys publish', about: { journey: 'shiftworks', version: 1 }, who: operatorArn },
    ])
  })

  it('goes back to an earlier version', async () => {
    const world = new World(monday)
    await world.publish()
    await world.publish(sampleJourney('sample', undefined, 2))
    const { code } = await operatorContext(world).run(['journeys', 'rollback', 'sample', ...changing])
    expect(code).toBe(0)
    expect((await operatorContext(world).run(['journeys', 'list', '--json'])).json()).toMatchObject([
      { id: 'sample', version: 1, latest: 2 },
    ])
    expect(await trail(world)).toMatchObject([
      { what: 'journeys rollback', about: { journey: 'sample', version: 1 }, outcome: 'done' },
    ])
  })

  it('goes back to no version that broke off while it was published', async () => {
    const world = new World(monday)
    await world.publish()
    await world.table.write({ update: { pk: 'journeys', sk: 'sample' }, set: { latest: 2 } })
    await world.publish(sampleJourney('sample', undefined, 3))
    const { code, stderr } = await operatorContext(world).run(['journeys', 'rollback', 'sample', ...changing])
    expect([code, stderr]).toEqual([
      2,
      'Version 2 of sample was never published to its end, so it cannot be current. Name another with --to.\n',
    ])
  })

  it('lists every version: when and by whom it was published, which is current, and what broke off', async () => {
    const world = new World(monday)
    await operatorContext(world).run(publish)
    world.clock.setTo(monday + minute)
    await world.publish(sampleJourney('shiftworks', undefined, 2))
    await world.table.write({ update: { pk: 'journeys', sk: 'shiftworks' }, set: { latest: 3 } })
    await counterStore(world.table).correct('shiftworks', { 'people.start': 1, 'people.left': 2 })
    const versions = ['journeys', 'versions', 'shiftworks']
    const { code, json } = await operatorContext(world).run([...versions, '--json'])
    expect([code, json()]).toEqual([
      0,
      {
        journey: 'shiftworks',
        title: 'Journey shiftworks',
        current: 2,
        peopleUnderWay: 1,
        versions: [
          { version: 3, isCurrent: false },
          { version: 2, isCurrent: true, whole: { modules: 3, publishedAt: monday + minute } },
          {
            version: 1,
            isCurrent: false,
            whole: { modules: 8, publishedAt: monday },
            by: operatorArn,
          },
        ],
      },
    ])
    const { stdout } = await operatorContext(world).run(versions)
    expect(stdout).toMatch(/^Journey shiftworks: 1 person under way, going on with version 2 /)
    expect(stdout).toMatch(/\n3 +broke off while it was published\n2 +current +3 +Mon 23 Nov 2026 09:01 /)
    expect(stdout).toMatch(/\n1 +8 +Mon 23 Nov 2026 09:00 +sam\n$/)
  })

  it('emails one module to somebody who looks at it, which nobody else notices', async () => {
    const world = new World(monday)
    await operatorContext(world).run(publish)
    world.clock.setTo(monday + minute)
    const sent: TestEmail[] = []
    const testMailer: TestMailer = { send: async email => void sent.push(email) }
    const args = ['journeys', 'send-test', 'shiftworks', 'trust', '--to', 'author@example.org']
    const { code, stdout } = await operatorContext(world, { testMailer }).run([...args, ...changing])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^“Test: .+” is on its way to author@example\.org\./)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.subject).toMatch(/^Test: /)
    for (const part of [sent[0]?.html, sent[0]?.text]) {
      expect(part).not.toMatch(/\{\{|\}\}/)
      expect(part).not.toContain('learn.example.org')
    }
    expect(world.ses.delivered).toEqual([])
    expect(await trail(world)).toMatchObject([{ what: 'journeys send-test', outcome: 'done' }, {}])
    expect(JSON.stringify(await trail(world))).not.toContain('author@example.org')
  })

  it('lints and previews without a system', async () => {
    const { code, stdout } = await operatorContext(new World(monday)).run(['journeys', 'lint'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('shiftworks: 8 modules')])
  })

  it.each([
    [['journeys', 'publish', 'nowhere', ...changing], /^There is no journey nowhere in journeys\//],
    [['journeys', 'publish', 'shiftworks', '--yes'], /^Say why/],
    [['journeys', 'rollback', 'nowhere', ...changing], /^nowhere has never been published here/],
    [
      ['journeys', 'send-test', 'nowhere', 'one', '--to', 'a@example.org', ...changing],
      /^There is no journey "nowhere"/,
    ],
    [
      ['journeys', 'send-test', 'sample', 'nine', '--to', 'a@example.org', ...changing],
      /^There is no module "nine"/,
    ],
    [
      ['journeys', 'send-test', 'sample', 'one', '--to', 'nonsense', ...changing],
      /^"nonsense" is not an email address/,
    ],
  ])('%s changes nothing, and says so in one line', async (args, message) => {
    const world = new World(monday)
    await world.publish()
    const rows = structuredClone([...world.table.rows])
    const { code, stderr } = await operatorContext(world).run(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect([...world.table.rows]).toEqual(rows)
  })
})
