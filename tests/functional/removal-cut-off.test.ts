import { describe, expect, it } from 'vitest'
import { introduce } from '../../shared/domain/circles/circle.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import { tend } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { FaultyWorker, faultAt, tableFaults, telling } from '../support/faults.ts'
import { operatorContext } from '../support/operator-context.ts'

const start = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const again = 'sam+2@example.org'
const emails = [sam, again, 'jo@example.org']

const circle = 'sample.2026-11-22.0.0'
const proposal = 'sample.2026-11-22.1'

/** Sam is in a circle and in a proposal, and by another spelling in the round that is open. */
async function aWorld() {
  const world = new World(start)
  await world.publish()
  await turnCircles(world, true)
  for (const email of emails) await doneWithAll(world, email, { sector: 'ambulance' })
  const ids = await Promise.all(emails.map(async email => (await world.person(email)).learner.id))
  const [one = '', other = '', jo = ''] = ids
  const two = [one, jo].map(id => ({ id, sector: 'ambulance' as const }))
  const { table } = world
  await table.write(circleStore(table).beginWrite(introduce(circle, two, world.clock.now())))
  await table.write(proposalStore(table).beginWrite(propose(proposal, two, world.clock.now())))
  const round = { journeyId: 'sample', ...roundAt(world.clock.now(), 'Europe/London') }
  const card = { name: 'Sam', sector: 'ambulance' as const, work: 'studying' as const }
  const { epoch } = (await world.person(again)).learner
  const entry = { epoch, at: world.clock.now(), isAdult: true as const, parts: [], before: [], notWith: [] }
  await table.write(roundStore(table).joinWrite(round, { learnerId: other, card, ...entry }))
  return { world, one, other, round }
}
type AWorld = Awaited<ReturnType<typeof aWorld>>

const remove = ['circles', 'remove', sam, '--reason', 'reported', '--yes']

/** The removal by a machine on which something goes wrong. */
async function removes({ world }: AWorld, worker: FaultyWorker): Promise<void> {
  const all = world.table
  const table = {
    ...worker.table(all),
    scan: all.scan.bind(all),
    size: all.size.bind(all),
    countDue: all.countDue.bind(all),
  }
  const faulty = operatorContext(world, { table, learners: learnerStore(table) })
  await faulty.run(remove).catch(() => undefined)
}

const toldOf = (world: World) =>
  emails.map(email => world.inbox(email).filter(({ kind }) => kind === 'circles-removed').length)

const isBarred = async ({ world, one, other }: AWorld) =>
  Promise.all(
    [one, other].map(
      async id => (await barredStore(world.table).of([id], world.clock.now())).circles !== undefined,
    ),
  )

/** Who of them is still somewhere, once circles have been looked after. */
async function whereStill({ world, one, other, round }: AWorld): Promise<string[]> {
  const { table } = world
  const members = (await circleStore(table).find(circle))?.state.members ?? []
  const invited = (await proposalStore(table).find(proposal))?.state.invited ?? []
  const entry = await roundStore(table).find(round, other)
  const isIn = (all: readonly { id: string; isGone?: true | undefined }[]) =>
    all.some(({ id, isGone }) => id === one && !isGone)
  return [
    ...(isIn(members) ? ['circle'] : []),
    ...(isIn(invited) ? ['proposal'] : []),
    ...(entry && !entry.out && !('isGone' in entry) ? ['round'] : []),
  ]
}

/** The numbers of its calls; of many alike in a row, the first and the last. */
async function placesOfCalls(): Promise<number[]> {
  const worker = new FaultyWorker()
  await removes(await aWorld(), worker)
  return telling(worker.calls)
}

describe('a removal from circles that is cut off', () => {
  it.each(tableFaults)(
    'by “%s” at any call leaves nobody barred and untold, and is finished when it is repeated',
    async is => {
      const places = await placesOfCalls()
      expect(places.length).toBeGreaterThan(10)
      for (const place of places) {
        const at = `${is} at call ${place}`
        const situation = await aWorld()
        const { world } = situation
        await removes(situation, faultAt(place, { is }))
        await world.settle()
        const barred = await isBarred(situation)
        const told = toldOf(world)
        expect(barred, at).toEqual(barred[0] ? [true, true] : [false, false])
        expect(told, at).toEqual(barred[0] ? [1, 0, 0] : [0, 0, 0])

        const run = await operatorContext(world).run([
          'circles',
          'remove',
          sam,
          '--reason',
          'once more',
          '--yes',
        ])
        expect([run.code, run.stdout], at).toEqual([0, expect.stringContaining('told so once by email')])
        await world.settle()
        await tend(world)
        expect([await isBarred(situation), toldOf(world)], at).toEqual([
          [true, true],
          [1, 0, 0],
        ])
        expect(await whereStill(situation), at).toEqual([])
      }
    },
  )

  it('is done, and told, also where it cannot be read what they have lost', async () => {
    const situation = await aWorld()
    const { world, one } = situation
    await barredStore(world.table).bar([one], 'reporting', world.clock.now())
    await world.table.write({ update: { pk: `barred#${one}`, sk: 'reporting' }, set: { at: 'spoilt' } })
    expect((await operatorContext(world).run(remove)).stdout).toContain('told so once by email')
    await world.settle()
    expect(toldOf(world)).toEqual([1, 0, 0])
    expect(await whereStill(situation)).toEqual([])
  })
})
