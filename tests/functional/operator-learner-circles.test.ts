import { expect, it } from 'vitest'
import { type TendDeps, tendCircles } from '../../shared/application/circles/tend-circles.ts'
import { hour, week } from '../../shared/domain/duration.ts'
import type { LearnerId } from '../../shared/domain/ids.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleTieStore } from '../../shared/store/circle-ties.ts'
import { circleLanes, circleReports, circleStore, proposalStore } from '../../shared/store/circles.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import type { Story } from '../../tools/operator/learner/story.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { operatorContext } from '../support/operator-context.ts'

const closesAt = Date.parse('2026-11-30T00:00:00Z')
const round = { journeyId: 'sample', id: '2026-11-29', closesAt }
const sam = 'sam@example.org'

/** Sam and others have joined a round of a journey in which circles are on. */
async function joined(sectors: readonly Sector[], smallestPool: number) {
  const world = new World(closesAt - 2 * week)
  await world.publish()
  await turnCircles(world, true, smallestPool)
  const ids: LearnerId[] = []
  for (const [place, sector] of sectors.entries()) {
    const email = place === 0 ? sam : `p${place}@example.org`
    await doneWithAll(world, email, { sector })
    const { id, epoch } = (await world.person(email)).learner
    ids.push(id)
    const card = { name: 'Sam', sector, work: 'studying' as const }
    const entry = { isAdult: true as const, card, parts: [], before: [], notWith: [] }
    const joins = { learnerId: id, epoch, at: closesAt - hour, ...entry }
    await world.table.write(roundStore(world.table).joinWrite(round, joins))
  }
  await world.passTo(closesAt - hour)
  return { world, ids }
}

/** The round closes, and is dealt if circles are on. */
async function closes(world: World): Promise<void> {
  const { table } = world
  const deps: TendDeps = {
    ...world.deps,
    ...{ table, rounds: roundStore(table), proposals: proposalStore(table), circles: circleStore(table) },
    ...{ ties: circleTieStore(table), barred: barredStore(table), lanes: circleLanes(table) },
    ...{ reports: circleReports(table), tellReportWaits: () => {} },
    journeyCircles: journeyCirclesStore(table),
  }
  await world.passTo(closesAt + hour)
  await tendCircles(deps)
}

/** What is told of circles in somebody's history. */
async function told(world: World, who: string): Promise<string[]> {
  const { json, stderr } = await operatorContext(world).run(['learner', who, '--json'])
  expect(stderr).toBe('')
  return (json() as Story).history.filter(({ what }) => /Circle|Round/.test(what)).map(({ words }) => words)
}

const two: readonly Sector[] = ['ambulance', 'student']
const ofRound = (why: string) => `Of the round of circles that closed on Sunday 29 November 2026: ${why}.`

const whys: Record<string, [(world: World, id: LearnerId) => Promise<unknown>, string]> = {
  'were on a break': [
    world =>
      world.execute(sam, {
        type: 'ChangePreferences',
        preferences: { pace: 'as-written', breakUntil: '2026-12-24' },
      }),
    'they were not dealt: they were on a break',
  ],
  'had left': [
    world => world.execute(sam, { type: 'Leave', via: 'page' }),
    'they were not dealt: they had left',
  ],
  'had been removed': [
    (world, id) => barredStore(world.table).bar([id], 'circles', world.clock.now()),
    'they were not dealt: an operator had removed them from circles',
  ],
  'joined where circles were turned off since': [
    world => turnCircles(world, false),
    'it is not dealt, since circles are off',
  ],
  'are in a pool that is too small': [async () => {}, 'nobody was dealt, since 2 had joined and it takes 3'],
}

it.each(Object.keys(whys))('says of who %s why nobody was proposed to them', async how => {
  const [happens, why] = whys[how] ?? expect.fail()
  const { world, ids } = await joined(two, 3)
  await happens(world, ids[0] ?? '')
  await closes(world)
  expect(await told(world, sam)).toContain(ofRound(why))
  const { stdout } = await operatorContext(world).run(['learner', sam])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(ofRound(why))
})

it('says until when an operator has removed somebody, and who is first in line', async () => {
  const { world, ids } = await joined(two, 3)
  await closes(world)
  expect(await told(world, sam)).toContain(
    'First in line in the round of circles that closes on Sunday 6 December 2026: no circle came of the one before.',
  )
  expect((await told(world, sam)).join()).not.toContain('removed')
  await barredStore(world.table).bar([ids[0] ?? ''], 'circles', world.clock.now())
  expect(await told(world, sam)).toContain(
    'Was removed from circles by an operator, until Wednesday 29 November 2028.',
  )
})

it('says of who could not be placed that they were not, and nothing of who was', async () => {
  const { world, ids } = await joined([...Array<Sector>(9).fill('nhs-hospital'), 'ambulance'], 5)
  await closes(world)
  const histories = await Promise.all(ids.map(id => told(world, id)))
  const unplaced = histories.filter(words => words.includes(ofRound('they could not be placed')))
  expect(unplaced).toHaveLength(3)
  for (const words of unplaced) expect(words.join()).toContain('First in line in the round')
  for (const words of histories.filter(one => !unplaced.includes(one)))
    expect(words.join()).not.toMatch(/Of the round|First in line/)
})

it('says of who joined a round that is open no more than that', async () => {
  const { world } = await joined(two, 3)
  expect((await told(world, sam)).join()).not.toMatch(/Of the round|First in line|removed/)
})

it('says days, and where somebody works, in words', async () => {
  const { world } = await joined(two, 3)
  const { epoch } = (await world.person(sam)).learner
  await world.execute(sam, { type: 'JoinRound', journeyId: 'sample', epoch })
  await world.execute(sam, { type: 'NameSector', sector: 'community-and-mental-health' })
  const { stdout } = await operatorContext(world).run(['learner', sam])
  const history = stdout.replaceAll(/\s+/g, ' ')
  expect(history).toContain('Joined the round of circles that closes on Sunday 29 November 2026.')
  expect(history).toContain('Said where they work: Community and mental health.')
})

it('says of who joined a round by a row that cannot be read that they are left out, and why', async () => {
  const { world, ids } = await joined(two, 3)
  const row = [...world.table.rows.values()].find(({ pk, sk }) => pk.startsWith('round#') && sk === ids[0])
  if (!row) return expect.fail('Nobody joined.')
  await world.table.write({ update: { pk: row.pk, sk: row.sk }, set: { parts: 'spoilt' } })
  expect((await told(world, sam)).join()).toContain('and is left out of it: Row round#')
})

it('tells somebody’s story where what came of a round, or what they have lost, cannot be read; reconcile lists both', async () => {
  const { world, ids } = await joined(two, 3)
  await closes(world)
  await barredStore(world.table).bar([ids[0] ?? ''], 'reporting', world.clock.now())
  const spoilt = ['round#sample.2026-11-29', `barred#${ids[0]}`]
  const rows = [...world.table.rows.values()].filter(({ pk }) => spoilt.includes(pk))
  expect(rows).toHaveLength(2)
  for (const { pk, sk } of rows) await world.table.write({ update: { pk, sk }, set: { at: 'spoilt' } })
  const words = (await told(world, sam)).join()
  expect(words).toContain(
    'What came of the round of circles that closed on Sunday 29 November 2026 cannot be told',
  )
  expect(words).toContain(`cannot be told: Row barred#${ids[0]} reporting cannot be read`)
  expect(words).not.toContain('it is not dealt')
  const found = (await operatorContext(world).run(['reconcile', '--json'])).json()
  expect(found).toMatchObject({ counts: { unreadable: 2 } })
})
