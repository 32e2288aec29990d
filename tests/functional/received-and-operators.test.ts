import { beforeEach, describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { receivedKey } from '../../shared/store/keys.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const id = '0123456789abcdefghijklmn'

let world: World

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
})

const kinds = (of: World) => of.inbox(sam).map(({ kind }) => kind)

describe('a sign-up that was received and is not handled yet', () => {
  it('is named to an operator who asks for its address', async () => {
    await world.sendForm(sam)
    const asked = await operatorContext(world).run(['learner', sam])
    expect(asked.stderr).toContain('was received at Mon 23 Nov 2026 09:01 (London), and waits to be handled')
    await world.tick()
    expect((await operatorContext(world).run(['learner', sam])).code).toBe(0)
  })

  it('is named with why it waits where it was quarantined, and status counts it', async () => {
    await world.sendForm(sam, {}, id)
    await world.settle(() => [])
    const status = async () => {
      const { json } = await operatorContext(world).run(['status', '--json'])
      return (json() as { troubles: string[] }).troubles.filter(one => one.includes('quarantined'))
    }
    expect(await status()).toEqual([])
    await world.table.write({ update: receivedKey(id), set: { _: 99 } })
    for (let i = 0; i < 5; i += 1) await world.tick()
    const { stderr } = await operatorContext(world).run(['learner', sam])
    expect(stderr).toContain(
      'was received at Mon 23 Nov 2026 09:01 (London), and was quarantined: Row sign-up#',
    )
    expect(await status()).toEqual([expect.stringContaining('1 sign-up is quarantined')])
  })

  it('is found where it has waited for too long, and where it was quarantined, and goes on after a repair', async () => {
    await world.sendForm(sam, {}, id)
    await world.settle(() => [])
    world.clock.setTo(world.clock.now() + 20 * minute)
    const overdue = await operatorContext(world).run(['reconcile', '--json'])
    expect((overdue.json() as { counts: object }).counts).toEqual({ overdue: 1 })
    await world.table.write({ update: receivedKey(id), set: { _: 99 } })
    for (let i = 0; i < 5; i += 1) await world.tick()
    const found = await operatorContext(world).run(['reconcile', '--json'])
    expect((found.json() as { counts: object }).counts).toEqual({ quarantined: 1 })
    await world.table.write({ update: receivedKey(id), set: { _: 1 } })
    const fix = ['reconcile', '--fix', '--reason', 'a test', '--yes', '--json']
    await operatorContext(world).run(fix)
    await world.tick()
    expect(kinds(world)).toEqual(['confirm'])
  })

  it('is said apart in a dry run, which knows people alone', async () => {
    await world.sendForm(sam)
    const window = ['--from', '2026-11-23T08:00Z', '--to', '2026-11-23T09:00Z']
    const { stdout, json } = await operatorContext(world).run(['replay', ...window, '--dry-run', '--json'])
    expect(stdout).not.toContain(sam)
    expect(json()).toMatchObject({ waitingSignUps: 1, dryRun: { changed: { people: 0, emails: 0 } } })
    const said = await operatorContext(world).run(['replay', ...window, '--dry-run'])
    expect(said.stdout).toContain('1 sign-up received and not handled yet')
  })

  it('at the moment restored is confirmed once, and its going through the gap waits for it', async () => {
    await world.sendForm(sam)
    const backup = await backupOf(world)
    const from = world.clock.now()
    world.clock.setTo(from + 1000)
    await world.pass(1)
    expect(kinds(world)).toEqual(['confirm'])
    const restored = await restore(backup, world)
    const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
    const wayBack = [
      'reconcile',
      ...['--after-restore', new Date(from).toISOString(), '--unknown-as', 'sent'],
      ...['--yes', '--reason', 'a restore', '--json'],
    ]
    expect((await context.run(wayBack)).stderr).toContain('1 sign-up from before the gap waits to be handled')
    await restored.tick()
    const done = (await context.run(wayBack)).json() as { through: { lost: string[] } }
    expect(done.through.lost).toEqual([])
    await context.run(['release', 'delivery', '--reason', 'restored', '--yes'])
    await restored.pass(2)
    expect(kinds(restored)).toEqual(['confirm'])
    await restored.confirm(sam)
    expect((await restored.person(sam)).learner.status).toBe('active')
  })
})
