import { expect, it } from 'vitest'
import { evolveCircle, introduce } from '../../shared/domain/circles/circle.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { second, week } from '../../shared/domain/duration.ts'
import { circleTieStore, metWrites } from '../../shared/store/circle-ties.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

it('ends proposals and circles of a table that was restored, and keeps their people apart', async () => {
  const world = new World(monday)
  await world.publish()
  await turnCircles(world, true)
  const ids: string[] = []
  for (const name of ['sam', 'kim', 'jo']) {
    await doneWithAll(world, `${name}@example.org`, { sector: 'ambulance' })
    ids.push((await world.person(`${name}@example.org`)).learner.id)
  }
  const [sam = '', kim = '', jo = ''] = ids
  const two = (one: string, other: string) => [
    { id: one, sector: 'ambulance' as const },
    { id: other, sector: 'student' as const },
  ]
  const circle = introduce('sample.2026-11-22.0.0', two(sam, kim), world.clock.now())
  const proposal = propose('sample.2026-11-22.1', two(sam, jo), world.clock.now())
  await world.table.write(circleStore(world.table).beginWrite(circle))
  await world.table.write(proposalStore(world.table).beginWrite(proposal))
  const reported = evolveCircle(introduce('sample.2026-11-22.2.0', two(kim, jo), world.clock.now()), {
    type: 'CircleReported',
    at: world.clock.now(),
    learnerId: kim,
  })
  await world.table.write(circleStore(world.table).beginWrite(reported))

  const backup = await backupOf(world)
  const from = world.clock.now()
  world.clock.setTo(from + second)
  await world.pass(1)
  const restored = await restore(backup, world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
  const wayBack = ['reconcile', '--after-restore', new Date(from).toISOString()]
  const how = ['--unknown-as', 'sent', '--reason', 'the disk was lost', '--yes', '--json']
  const run = await context.run([...wayBack, ...how])
  expect(run.code, run.stderr).toBe(0)
  expect(run.json()).toMatchObject({ through: { circles: 3 } })

  for (const { id } of [circle, reported])
    expect((await circleStore(restored.table).find(id))?.state.endedAt).toBe(restored.clock.now())
  const closed = await proposalStore(restored.table).find(proposal.id)
  expect(closed?.state.invited.every(({ isGone }) => isGone)).toBe(true)
  const apart = await Promise.all(ids.map(id => circleTieStore(restored.table).of(id)))
  expect(apart.flatMap(({ notWith }) => notWith).toSorted()).toEqual([kim, jo, jo].toSorted())
  expect((await context.run([...wayBack, ...how])).json()).toMatchObject({ through: { circles: 0 } })
})

it('keeps those apart who met in circles whose pages opened in the gap, and lets nobody join before an operator says that removals are repeated', async () => {
  const world = new World(monday)
  await world.publish()
  await turnCircles(world, true)
  const ids: string[] = []
  for (const name of ['sam', 'kim', 'jo']) {
    await doneWithAll(world, `${name}@example.org`, { sector: 'ambulance' })
    ids.push((await world.person(`${name}@example.org`)).learner.id)
  }
  const [sam = '', kim = '', jo = ''] = ids
  const from = world.clock.now()
  await world.table.transact(metWrites([sam, kim], from - 12 * week))
  await world.table.transact(metWrites([sam, jo], from - 14 * week))
  const backup = await backupOf(world)
  await circleTieStore(world.table).keepApart(kim, sam, from + second)
  world.clock.setTo(from + second)
  await world.pass(1)
  const restored = await restore(backup, world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
  const how = ['--unknown-as', 'sent', '--reason', 'the disk was lost', '--yes', '--json']
  const run = await context.run(['reconcile', '--after-restore', new Date(from).toISOString(), ...how])
  expect(run.json()).toMatchObject({ dryRun: { apart: 1 }, through: { apart: 1 } })
  const notWith = async (id: string) => (await circleTieStore(restored.table).of(id)).notWith
  expect([...(await notWith(sam)), ...(await notWith(kim))]).toHaveLength(1)
  expect(await notWith(jo)).toEqual([])
  expect(await notWith(sam)).not.toContain(jo)

  const page = async () => {
    const link = mailedLink(restored, 'sam@example.org', 'preferencesUrl')
    const send = website(restored)
    return (await send({ url: `/rounds/sample?t=${tokenOf(link)}` })).status
  }
  const later = async () => {
    restored.clock.setTo(restored.clock.now() + 11 * second)
    return page()
  }
  expect(await later()).toBe(404)
  expect((await context.run(['circles', 'on', 'sample', '--reason', 'restored', '--yes'])).code).toBe(2)
  expect(await later()).toBe(404)
  const repeated = ['circles', 'on', 'sample', '--gap-repeated', '--reason', 'restored', '--yes']
  expect((await context.run(repeated)).code).toBe(0)
  expect(await later()).toBe(200)
})
