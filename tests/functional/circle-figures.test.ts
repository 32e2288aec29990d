import { beforeAll, describe, expect, it } from 'vitest'
import { closeInSegments } from '../../shared/application/close-mirror.ts'
import type { Worth } from '../../shared/domain/circles/circle.ts'
import { noFigures } from '../../shared/domain/circles/round-figures.ts'
import { day, week } from '../../shared/domain/duration.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import type { Item } from '../../shared/store/table.ts'
import { enTogether } from '../../shared/texts/en-together.ts'
import type { CirclesReport } from '../../tools/operator/report/circles.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { World } from '../../tools/simulation/world.ts'
import { CircleSeason, smallestPool } from '../support/circle-season.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { website } from '../support/website.ts'

const changing = ['--yes', '--reason', 'a test']
const everything = ['--from', '2026-11-01']

async function count({ world }: CircleSeason): Promise<void> {
  expect((await operatorContext(world).run(['mirror', 'close', ...changing])).code).toBe(0)
}

async function reported({ world }: CircleSeason, ...args: string[]): Promise<CirclesReport> {
  const { json } = await operatorContext(world).run(['report', '--json', ...everything, ...args])
  const [journey] = (json() as Report).journeys
  if (!journey) throw new Error('The report has no journey.')
  return journey.circles
}

type Counted = Omit<CirclesReport, 'countedOn'>

const twos = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, i) => all.slice(i + 1).map((other): [T, T] => [one, other]))
const share = (all: readonly [string, string][]): number =>
  all.filter(([one, other]) => one !== other).length / all.length

/** The same figures, counted from what whoever looks on saw. */
function seen({ circles, pools, world }: CircleSeason): Counted {
  const known = new Set<string>()
  const rounds = [...pools].filter(([, { sectors }]) => sectors.length > 0).toSorted()
  const all = [...circles.values()].toSorted((a, b) => a.at - b.at)
  const figures = {
    ...{ circles: 0, introduced: 0 },
    pairs: { all: 0, across: 0, acrossByChance: 0, repeats: 0 },
    meetings: { circles: 0, met: 0, over: 0, overAndMet: 0 },
    hosting: { laterHosts: 0, passedOn: 0 },
  }
  const peopleIn = (round: string) =>
    all.filter(one => one.round === round).reduce((sum, { members }) => sum + members.length, 0)
  const metBefore: string[] = []
  for (const { round, at, members, hosted, said } of all) {
    const pairs = twos(members)
    figures.circles += 1
    figures.introduced += members.length
    figures.pairs.all += pairs.length
    figures.pairs.across += pairs.filter(([one, other]) => one.sector !== other.sector).length
    figures.pairs.acrossByChance += pairs.length * share(twos(pools.get(round)?.sectors ?? []))
    for (const pair of pairs) {
      const name = pair
        .map(({ id }) => id)
        .toSorted()
        .join(' ')
      if (known.has(name)) metBefore.push(name)
      known.add(name)
    }
    if (peopleIn(round) < 10) continue
    figures.meetings.circles += 1
    figures.meetings.met += said.size > 0 ? 1 : 0
    const isOver = world.clock.now() - at >= 42 * day
    figures.meetings.over += isOver ? 1 : 0
    figures.meetings.overAndMet += isOver && said.size > 0 ? 1 : 0
    const first = hosted[0]?.host
    const hosts = new Map(hosted.map(({ turn, host }) => [turn, host]))
    figures.hosting.laterHosts += new Set([...hosts.values()].filter(host => host && host !== first)).size
    figures.hosting.passedOn += hosted.filter(({ turn }, i) => hosted[i + 1]?.turn === turn).length
  }
  const worths = all.flatMap(one => [...one.said.values()])
  const worth = Object.fromEntries(
    (['yes', 'not-sure', 'no'] as const).map(word => [word, worths.filter(one => one === word).length]),
  ) as Record<Worth, number>
  figures.pairs.acrossByChance = Math.round(figures.pairs.acrossByChance)
  figures.pairs.repeats = metBefore.length
  return {
    rounds: rounds.filter(([, { sectors }]) => sectors.length >= smallestPool).length,
    tooSmall: rounds.filter(([, { sectors }]) => sectors.length < smallestPool).length,
    people: rounds.reduce((sum, [, { sectors }]) => sum + sectors.length, 0),
    waiting: rounds.reduce((sum, [, { sectors, placed }]) => sum + sectors.length - placed, 0),
    ...figures,
    ...(worths.length > 10 && { worth }),
    byRound: rounds.map(([round, { sectors }]) => {
      const of = all.filter(one => one.round === round)
      const met = peopleIn(round) >= 10 && { met: of.filter(({ said }) => said.size > 0).length }
      return { round, people: sectors.length, circles: of.length, introduced: peopleIn(round), ...met }
    }),
  }
}

describe('a season of rounds, cut off at every turn and pressed twice', () => {
  const season = new CircleSeason()
  let last: CirclesReport

  beforeAll(async () => {
    await season.begins()
    await season.pass(9, 5)
    await count(season)
    last = await reported(season)
  }, 120_000)

  it('is counted as whoever looked on saw it', () => {
    const { countedOn, ...counted } = last
    expect(countedOn).toBe(new Date(season.world.clock.now()).toISOString().slice(0, 10))
    expect(counted).toEqual(seen(season))
    for (const figure of [
      counted.rounds,
      counted.tooSmall,
      counted.pairs.repeats,
      counted.meetings.over,
      season.away,
    ])
      expect(figure).toBeGreaterThan(0)
  })

  it('is the same when everything is replayed, and counted again by many who are cut off', async () => {
    const { world } = season
    await operatorContext(world).run(['replay', '--from', '2026-11-01T00:00Z', ...changing])
    await world.settle()
    await count(season)
    const closing = { ...world.deps, mirror: mirrorStore(world.table), table: world.table }
    let ticks = 0
    const clock = { now: () => world.clock.now() + ++ticks }
    const outcomes = new Set<string>()
    for (let run = 0; run < 20; run += 1)
      outcomes.add((await closeInSegments({ ...closing, clock }, clock.now() + 4)).is)
    expect([...outcomes]).toEqual(['under-way', 'closed'])
    expect({ ...(await reported(season)), countedOn: '' }).toEqual({ ...last, countedOn: '' })
  })

  it('is told of the rounds that closed in a period', async () => {
    const [first, second] = last.byRound
    const of = await reported(season, '--from', '2026-11-30', '--to', '2026-12-06')
    expect(of.byRound).toEqual([second])
    expect(of).toMatchObject({ rounds: 1, tooSmall: 0, circles: second?.circles })
    expect(await reported(season, '--to', '2026-11-29')).toMatchObject({
      rounds: 0,
      tooSmall: 1,
      byRound: [first],
    })
  })

  it('is told in the terminal, in CSV and in the page', async () => {
    const { stdout } = await operatorContext(season.world).run(['report', ...everything])
    expect(stdout).toMatch(new RegExp(`circles that were introduced +${last.circles}\n`))
    expect(stdout).toMatch(new RegExp(`of two sectors +${last.pairs.across} +\\d\\d %\n`))
    const visit = await visitConsole(season.world)
    const { page } = await visit.get('/report?from=2026-11-01')
    const { page: csv } = await visit.get('/report.csv?from=2026-11-01')
    await visit.close()
    expect(page).toContain('had chance dealt the same people')
    expect(csv).toContain(`,said that they met,number,${last.meetings.met}\r\n`)
  })

  it('is told to everybody in tens', async () => {
    const { body } = await website(season.world)({ url: '/together' })
    const tens = (count: number) => String(Math.floor(count / 10) * 10)
    const { circles } = enTogether
    expect(body).toContain(circles.met(tens(last.meetings.met)))
    expect(body).toContain(circles.introduced(tens(last.circles)))
    const tenths = (part: number) => String(Math.round((10 * part) / last.pairs.all))
    expect(body).toContain(circles.across(tenths(last.pairs.across), tenths(last.pairs.acrossByChance)))
  })

  it('stays when a round’s rows are gone', async () => {
    const { world } = season
    await world.passTo(world.clock.now() + 4 * week)
    await count(season)
    const before = await reported(season)
    expect(before.meetings.over).toBe(before.meetings.circles)
    for (let weeks = 0; weeks < 12; weeks += 1) {
      world.clock.setTo(world.clock.now() + week)
      const isGone = (row: Item) => Number(row['ttl']) * 1000 <= world.clock.now()
      const gone = [...world.table.rows.values()].filter(isGone)
      for (const { pk, sk } of gone) await world.table.write({ delete: { pk, sk } })
      await count(season)
      expect({ ...(await reported(season)), countedOn: '' }).toEqual({ ...before, countedOn: '' })
    }
    expect([...world.table.rows.keys()].some(name => name.startsWith('circle#'))).toBe(false)
  })
})

it('tells what people did in no round in which fewer than ten were introduced, nor in a sum that has it', async () => {
  const world = new World(Date.parse('2026-12-28T09:00:00Z'))
  await world.publish()
  const round = (introduced: number) => ({
    ...noFigures(),
    ...{
      people: 20,
      groups: 3,
      circles: 3,
      introduced,
      met: 1,
      over: 3,
      overAndMet: 1,
      laterHosts: 2,
      passedOn: 1,
    },
  })
  await mirrorStore(world.table).show('sample', {
    snapshot: { at: world.clock.now(), people: [], cells: {} },
    rounds: { '2026-12-06': round(9), '2026-12-13': round(10) },
  })
  const { json } = await operatorContext(world).run(['report', '--json'])
  expect((json() as Report).journeys[0]?.circles).toMatchObject({
    introduced: 19,
    meetings: { circles: 3, met: 1, over: 3, overAndMet: 1 },
    hosting: { laterHosts: 2, passedOn: 1 },
    byRound: [expect.not.objectContaining({ met: 1 }), { round: '2026-12-13', met: 1 }],
  })
})
