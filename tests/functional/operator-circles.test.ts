import { expect, it } from 'vitest'
import { actInCircle } from '../../shared/application/circles/act.ts'
import { circleLibrary } from '../../shared/application/circles/circle-library.ts'
import { joinRound } from '../../shared/application/circles/join-round.ts'
import { introduce } from '../../shared/domain/circles/circle.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { day, second } from '../../shared/domain/duration.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleStore, proposalStore } from '../../shared/store/circles.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { circleParts } from '../../tools/simulation/circle-parts.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { operatorContext } from '../support/operator-context.ts'
import { writingIn } from '../support/writers.ts'

const why = ['--reason', 'reports are read', '--yes']
const start = Date.parse('2026-11-23T09:00:00Z')

async function aWorld() {
  const world = new World(start)
  await world.publish()
  const operator = operatorContext(world)
  const listed = async () => {
    const all = (await operator.run(['circles', 'list', '--json'])).json() as { journeys: unknown }
    return { journeys: all.journeys }
  }
  return { world, operator, listed }
}

it('turns circles on and off, with the smallest pool of a round, each in the audit', async () => {
  const { world, operator, listed } = await aWorld()
  const library = circleLibrary(journeyCirclesStore(world.table), world.clock, throwUnreadable)
  const isOn = async () => {
    world.clock.setTo(world.clock.now() + 11 * second)
    return library.isOn('sample')
  }
  const off = { journey: 'sample', isOn: false, isRestored: false, smallestPool: 30 }
  expect(await listed()).toEqual({ journeys: [off] })
  expect(await isOn()).toBe(false)

  expect((await operator.run(['circles', 'on', 'sample', ...why])).code).toBe(0)
  expect(await listed()).toEqual({ journeys: [{ ...off, isOn: true }] })
  expect(await isOn()).toBe(true)

  await operator.run(['circles', 'on', 'sample', '--smallest-pool', '12', ...why])
  expect(await listed()).toEqual({ journeys: [{ ...off, isOn: true, smallestPool: 12 }] })

  await operator.run(['circles', 'off', 'sample', ...why])
  expect(await listed()).toEqual({ journeys: [{ ...off, smallestPool: 12 }] })
  expect(await isOn()).toBe(false)

  const trail = (await operator.run(['audit', '--json'])).json() as { what: string }[]
  expect(trail.map(({ what }) => what).toSorted()).toEqual(['circles off', 'circles on', 'circles on'])
})

it('turns nothing on in a journey that is not published, nor without a reason', async () => {
  const { operator, listed } = await aWorld()
  expect((await operator.run(['circles', 'on', 'elsewhere', ...why])).stderr).toContain('Published: sample')
  expect((await operator.run(['circles', 'on', 'sample', '--yes'])).code).not.toBe(0)
  expect((await operator.run(['circles', 'on', 'sample', '--smallest-pool', '0', ...why])).code).not.toBe(0)
  expect(await listed()).toMatchObject({ journeys: [{ isOn: false }] })
})

it('counts circles as off in a table that was restored, until somebody turns them on there', async () => {
  const { world, operator, listed } = await aWorld()
  await operator.run(['circles', 'on', 'sample', ...why])
  Object.assign(world.table, { name: 'restored' })
  expect(await listed()).toMatchObject({ journeys: [{ isOn: false, isRestored: true }] })
  expect((await operator.run(['circles', 'list'])).stdout).toContain('this table was restored')
  const isRefused = async () => {
    const refused = await operator.run(['circles', 'on', 'sample', ...why])
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--gap-repeated') })
    expect(await listed()).toMatchObject({ journeys: [{ isOn: false, isRestored: true }] })
  }
  await isRefused()
  expect((await operator.run(['circles', 'off', 'sample', ...why])).code).toBe(0)
  await isRefused()
  expect((await operator.run(['circles', 'on', 'sample', '--gap-repeated', ...why])).code).toBe(0)
  expect(await listed()).toMatchObject({ journeys: [{ isOn: true, isRestored: false }] })
})

/** Sam and Kim have been introduced, and a group is proposed to Sam and Jo. */
async function introduced() {
  const { world, operator } = await aWorld()
  await turnCircles(world, true)
  const names = ['sam', 'kim', 'jo'] as const
  for (const name of names) await doneWithAll(world, `${name}@example.org`, { sector: 'ambulance' })
  const idOf = async (name: string) => (await world.person(`${name}@example.org`)).learner.id
  const [sam, kim, jo] = [await idOf('sam'), await idOf('kim'), await idOf('jo')]
  const groups = {
    table: world.table,
    proposals: proposalStore(world.table),
    circles: circleStore(world.table),
  }
  const circle = 'sample.2026-11-22.0.0'
  const proposal = 'sample.2026-11-22.1'
  const two = (one: string, other: string) => [
    { id: one, sector: 'ambulance' as const },
    { id: other, sector: 'student' as const },
  ]
  await world.table.write(groups.circles.beginWrite(introduce(circle, two(sam, kim), start)))
  await world.table.write(groups.proposals.beginWrite(propose(proposal, two(sam, jo), start)))
  const run = (...args: string[]) => operator.run(['circles', ...args])
  return { world, run, groups, circle, proposal, ids: { sam, kim, jo } }
}

it('lists what is under way by ids and sectors, without a name, an address or what anybody said', async () => {
  const { run, circle, proposal, ids } = await introduced()
  const { groups } = (await run('list', '--json')).json() as { groups: { id: string }[] }
  expect(groups.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    {
      ...{ id: circle, state: 'introduced', since: start },
      people: [
        { learner: ids.sam, sector: 'ambulance' },
        { learner: ids.kim, sector: 'student' },
      ],
    },
    {
      ...{ id: proposal, state: 'proposed', since: start },
      people: [
        { learner: ids.sam, sector: 'ambulance' },
        { learner: ids.jo, sector: 'student' },
      ],
    },
  ])
  expect((await run('list')).stdout).toContain('2 people from Ambulance service, Student')
  expect((await run('show', circle)).stdout).toContain(`${ids.kim}  Student`)
  expect((await run('show', 'sample.2026-11-22.9')).code).not.toBe(0)
})

it('shows a report first until it is settled or the circle ended, also of one that had ended', async () => {
  const { world, run, groups, circle, ids } = await introduced()
  const reports = async () => ((await run('list', '--json')).json() as { reports: object[] }).reports
  const at = world.clock.now()
  await actInCircle(groups, circle, { type: 'Report', at, learnerId: ids.kim })
  expect(await reports()).toEqual([{ id: circle, since: at }])
  expect((await run('list')).stdout).toContain('reported since')

  expect((await run('settle', circle, ...why)).code).toBe(0)
  expect(await reports()).toEqual([])
  expect((await run('show', circle)).stdout).toContain('introduced since')
  expect(await run('settle', circle, ...why)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No report'),
  })

  await actInCircle(groups, circle, { type: 'Report', at, learnerId: ids.kim })
  expect((await run('end', circle, ...why)).code).toBe(0)
  expect(await reports()).toEqual([])
  expect((await run('show', circle)).stdout).toContain('ended since')
})

it('lists what was reported above whatever is newer, the longest wait first', async () => {
  const { world, run, groups, circle, proposal, ids } = await introduced()
  const later = 'sample.2026-11-22.2.0'
  const members = [ids.sam, ids.jo].map(id => ({ id, sector: 'student' as const }))
  await world.table.write(groups.circles.beginWrite(introduce(later, members, start)))
  for (const [reported, learnerId] of [
    [circle, ids.kim],
    [later, ids.jo],
  ] as const) {
    world.clock.setTo(world.clock.now() + day)
    await actInCircle(groups, reported, { type: 'Report', at: world.clock.now(), learnerId })
  }
  const newer = 'sample.2026-11-29.0'
  const invited = [ids.kim, ids.jo].map(id => ({ id, sector: 'student' as const }))
  await world.table.write(groups.proposals.beginWrite(propose(newer, invited, world.clock.now() + day)))
  const listed = (await run('list', '--json')).json() as { groups: { id: string }[] }
  expect(listed.groups.map(({ id }) => id)).toEqual([circle, later, newer, proposal])
})

it('ends no proposal: nobody is introduced by one yet', async () => {
  const { run, proposal } = await introduced()
  expect((await run('end', proposal, ...why)).stderr).toContain('closes by itself')
})

it('takes somebody out of every round, proposal and circle, as if they had left, and lets them back', async () => {
  const { world, run, circle, proposal, groups, ids } = await introduced()
  const { rounds } = circleParts(world.table, world.clock)
  const round = { journeyId: 'sample', ...roundAt(world.clock.now(), 'Europe/London') }
  const joining = writingIn(world)
  const who = { learnerId: ids.sam, journeyId: 'sample', epoch: '', mailedAt: 0 }
  const { epoch } = (await world.person('sam@example.org')).learner
  const deps = {
    ...joining,
    ...circleParts(world.table, world.clock),
    addresses: async () => world.addresses,
  }
  const asks = { name: 'Sam', work: 'studying' as const, parts: [] }
  expect(await joinRound(deps, { ...who, epoch }, asks)).toBe('done')

  const removed = await run('remove', 'sam@example.org', ...why)
  expect(removed.code).toBe(0)
  expect(JSON.stringify(await groups.circles.find(circle))).toContain(`"isGone":true`)
  expect(JSON.stringify(await groups.proposals.find(proposal))).toContain(`"isGone":true`)
  expect(await (await rounds()).find(round, ids.sam)).toBeUndefined()
  expect(await joinRound(deps, { ...who, epoch }, asks)).toBe('removed')

  await world.execute('sam@example.org', { type: 'Erase' })
  await doneWithAll(world, 'sam@example.org', { sector: 'ambulance' })
  const anew = (await world.person('sam@example.org')).learner
  const again = { learnerId: anew.id, journeyId: 'sample', epoch: anew.epoch, mailedAt: 0 }
  expect(await joinRound(deps, again, asks)).toBe('removed')
  expect((await run('readmit', 'sam@example.org', ...why)).code).toBe(0)
  expect((await run('readmit', 'sam@example.org', ...why)).code).not.toBe(0)
  expect(await joinRound(deps, again, asks)).toBe('done')
})

it('tells who was removed so by one email, and how to object, and nobody else anything', async () => {
  const { world, run, circle, groups, ids } = await introduced()
  await actInCircle(groups, circle, { type: 'Report', at: world.clock.now(), learnerId: ids.kim })
  const told = (email: string) => world.inbox(email).filter(({ kind }) => kind === 'circles-removed')
  const removed = await run('remove', 'sam@example.org', ...why)
  expect(removed.stdout).toContain('told so once by email')
  await world.settle()
  await run('remove', 'sam@example.org', ...why)
  await world.pass(2)
  expect(told('sam@example.org')).toHaveLength(1)
  for (const name of ['kim', 'jo']) expect(told(`${name}@example.org`)).toEqual([])
  expect(JSON.stringify(told('sam@example.org'))).not.toContain(ids.kim)

  await run('readmit', 'sam@example.org', ...why)
  await run('remove', 'sam@example.org', ...why)
  await world.settle()
  expect(told('sam@example.org')).toHaveLength(2)

  await world.execute('jo@example.org', { type: 'Leave', via: 'page' })
  expect((await run('remove', 'jo@example.org', ...why)).stdout).toContain('No email reaches them')
  await world.settle()
  expect(told('jo@example.org')).toEqual([])
})

it('tells who was removed, also where a fault cut the removal off and it is repeated', async () => {
  const { world, run } = await introduced()
  const { table } = world
  const due = table.due.bind(table)
  table.due = () => Promise.reject(new Error('The table does not answer.'))
  await expect(run('remove', 'sam@example.org', ...why)).rejects.toThrow('does not answer')
  table.due = due
  expect((await run('remove', 'sam@example.org', ...why)).stdout).toContain('told so once by email')
  await world.settle()
  const told = world.inbox('sam@example.org').filter(({ kind }) => kind === 'circles-removed')
  expect(told).toHaveLength(1)
})

it('takes somebody out of a circle that was reported, which they are in no more once that is settled', async () => {
  const { world, run, circle, groups, ids } = await introduced()
  await actInCircle(groups, circle, { type: 'Report', at: world.clock.now(), learnerId: ids.kim })
  const removed = await run('remove', 'sam@example.org', ...why)
  expect(removed.code).toBe(0)
  const members = (await groups.circles.find(circle))?.state.members ?? []
  expect(members.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual([ids.sam])
})

it('takes out whoever signed up under another spelling of the same mailbox, and nobody else', async () => {
  const { world, run, groups } = await introduced()
  const idOf = async (email: string) => (await world.person(email)).learner.id
  await doneWithAll(world, 'sam+2@example.org', { sector: 'ambulance' })
  const [other, jo] = [await idOf('sam+2@example.org'), await idOf('jo@example.org')]
  const two = [other, jo].map(id => ({ id, sector: 'ambulance' as const }))
  const circle = introduce('sample.2026-11-22.3.0', two, start)
  await world.table.write(groups.circles.beginWrite(circle))
  const { rounds } = circleParts(world.table, world.clock)
  const round = { journeyId: 'sample', ...roundAt(world.clock.now(), 'Europe/London') }
  const card = { name: 'Sam', sector: 'ambulance' as const, work: 'studying' as const }
  for (const learnerId of [other, jo]) {
    const known = { epoch: '00000000', at: start, isAdult: true as const, parts: [], before: [], notWith: [] }
    await world.table.write((await rounds()).joinWrite(round, { learnerId, card, ...known }))
  }
  expect((await run('remove', 'sam@example.org', ...why)).code).toBe(0)
  const members = (await groups.circles.find(circle.id))?.state.members ?? []
  expect(members.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual([other])
  expect(await (await rounds()).find(round, other)).toBeUndefined()
  expect(await (await rounds()).find(round, jo)).toBeDefined()

  const barred = async () => barredStore(world.table).of([other], world.clock.now())
  expect(await barred()).toHaveProperty('circles')
  expect((await run('readmit', 'sam@example.org', ...why)).code).toBe(0)
  expect(await barred()).toEqual({})
})

it('lists an entry of a round that cannot be read, of which the others are dealt without it', async () => {
  const { world, operator } = await aWorld()
  const findings = async () =>
    ((await operator.run(['reconcile', '--json'])).json() as { findings: { about: string }[] }).findings
  expect(await findings()).toEqual([])
  const came = { at: 0, people: 0, proposals: 0, waiting: 0, pairs: 0, across: 0 }
  await world.table.write({ put: { pk: 'round#sample.2026-11-22', sk: 'dealt', _: 1, ...came } })
  await world.table.write({ put: { pk: 'round#sample.2026-11-22#3', sk: 'spoilt', _: 1 } })
  expect(await findings()).toEqual([
    expect.objectContaining({
      kind: 'unreadable',
      about: 'round#sample.2026-11-22#3 spoilt',
      words: expect.stringContaining('left out of its round of circles'),
    }),
  ])
})
