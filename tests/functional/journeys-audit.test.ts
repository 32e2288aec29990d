import { describe, expect, it } from 'vitest'
import { auditStore } from '../../shared/store/audit.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { authorsDeps } from '../support/authors-deps.ts'
import { FakeTerminal, operatorArn, operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const onAStage = ['--table', 'a-table-of-a-stage']

/** An author at a terminal, before a world. */
function author(world: World) {
  const connect = async () => authorsDeps(world)
  return async (...args: string[]) => {
    const io = Object.assign(new FakeTerminal(), { interactive: false })
    const code = await runJourneys(args, { io, connect })
    return { code, stdout: io.stdout, stderr: io.stderr }
  }
}

const trail = (world: World) => auditStore(world.table).between(0, world.clock.now() + 1)
const currentOf = async (world: World) => (await world.deps.library.head('sample'))?.journey.version

async function twoVersions() {
  const world = new World(monday)
  await world.publish()
  await world.publish(sampleJourney('sample', undefined, 2))
  return world
}

describe('npm run journeys', () => {
  it('publishes on a stage with a reason, which the audit trail keeps', async () => {
    const world = new World(monday)
    const publish = ['publish', 'shiftworks', '--yes', ...onAStage]
    const without = await author(world)(...publish)
    expect([without.code, without.stderr]).toEqual([1, expect.stringMatching(/^Say why, with --reason/)])
    expect(world.table.rows.size).toBe(0)
    const { code, stdout } = await author(world)(...publish, '--reason', 'a clearer module 3')
    expect([code, stdout]).toEqual([0, expect.stringContaining('shiftworks: version 1 is current.')])
    expect(await trail(world)).toMatchObject([
      {
        what: 'journeys publish',
        who: operatorArn,
        why: 'a clearer module 3',
        about: { journey: 'shiftworks', version: 1 },
        outcome: 'done',
      },
    ])
  })

  it('keeps with the version what its author says has changed, and nothing about a person', async () => {
    const world = new World(monday)
    const publish = ['publish', 'shiftworks', '--yes', ...onAStage, '--reason', 'plainer']
    const refused = await author(world)(...publish, '--note', 'as sam@example.org asked')
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('held something about a person'),
    ])
    await author(world)(...publish, '--note', 'Module 3 in plainer words')
    const versions = await operatorContext(world).run(['journeys', 'versions', 'shiftworks'])
    expect(versions.stdout).toMatch(/what changed\n1 .*Module 3 in plainer words/)
  })

  it('goes back on a stage with a reason, which the audit trail keeps', async () => {
    const world = await twoVersions()
    const rollback = ['rollback', 'sample', '--yes', ...onAStage]
    expect((await author(world)(...rollback)).stderr).toMatch(/^Say why/)
    expect(await currentOf(world)).toBe(2)
    const { code, stdout } = await author(world)(...rollback, '--reason', 'a wrong link')
    expect([code, stdout]).toEqual([0, expect.stringContaining('sample: version 1 is current again.')])
    expect(await trail(world)).toMatchObject([
      { what: 'journeys rollback', why: 'a wrong link', about: { version: 1 }, outcome: 'done' },
    ])
  })

  it('needs no reason on this machine, and leaves a trace all the same', async () => {
    const world = await twoVersions()
    expect((await author(world)('rollback', 'sample', '--yes', '--local')).code).toBe(0)
    expect(await trail(world)).toMatchObject([{ what: 'journeys rollback', who: operatorArn }])
  })

  it('asks first, and changes nothing where nobody is there to ask', async () => {
    const world = await twoVersions()
    const { code, stderr } = await author(world)('rollback', 'sample', '--local')
    expect([code, stderr]).toEqual([1, expect.stringContaining('say --yes')])
    expect(await trail(world)).toEqual([])
  })
})
