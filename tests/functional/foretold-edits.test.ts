import { describe, expect, it } from 'vitest'
import type { PublishedJourney } from '../../shared/contracts/published-journey.ts'
import { day, hour, second } from '../../shared/domain/duration.ts'
import type { Canary } from '../../shared/domain/hold.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { estimate } from '../../tools/journeys/edit/estimate.ts'
import {
  type Comparison,
  type Forecast,
  type ModuleForecast,
  nobody,
} from '../../tools/journeys/edit/forecast.ts'
import { foretell } from '../../tools/journeys/edit/foretell.ts'
import { reachInWords } from '../../tools/journeys/reach-in-words.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { doUntil, emailedByNow, everyState, type Got, liveOn, whatTheyGet } from '../support/every-state.ts'
import { edited, type SeededEdit, seededEdits } from '../support/seeded-edits.ts'

const people = 200
const rounds = 12
const editsARound = 9
const canaryOf = 5

const storeOf = (world: World) => journeyStore(world.table)
/** Functions ask every ten seconds which version is current. */
const noticed = 11 * second

/** A world apart, at the moment when what is published now is noticed everywhere. */
async function copyOf(world: World): Promise<World> {
  const copy = await World.copy(world, new MemoryTable())
  copy.clock.setTo(world.clock.now() + noticed)
  return copy
}

async function currentOf(world: World) {
  const current = await storeOf(world).current('sample', world.clock.now())
  if (!current) throw new Error('Nothing is published.')
  return { ...current, head: await storeOf(world).head('sample', current.version) }
}

/** Three at night, when no email goes out, so many days later. */
const nightAfter = (now: number, days: number): number => Math.ceil(now / day + days) * day + 3 * hour

/** An edit of the journey as it stands in this world: what it compares, and what makes it current there. */
interface Planned {
  comparison: Comparison
  /** @returns once it is current. */
  carryOut: (world: World) => Promise<void>
}

async function plan(world: World, edit: SeededEdit, name: string): Promise<Planned> {
  const { version, latest, head } = await currentOf(world)
  const before = head.journey
  const others = await world.deps.library.journeys(['other'])
  const base = { before, others, now: world.clock.now() + noticed }
  const earlier = (edit.to % latest) + 1
  if (edit.is === 'rollback' && earlier !== version) {
    const { journey } = await storeOf(world).head('sample', earlier)
    return {
      comparison: { ...base, after: journey, renames: new Map() },
      carryOut: async to => void (await storeOf(to).makeCurrent('sample', earlier, to.clock.now())),
    }
  }
  const { journey, renames } = edited(before, edit, name)
  const next: PublishedJourney = sampleJourney('sample', journey.modules, latest + 1)
  const after = { ...journey, version: latest + 1 }
  const from = edit.is === 'later' && { from: nightAfter(base.now, 1 + (edit.to % 4)) }
  return {
    comparison: { ...base, after, renames, ...from },
    carryOut: async to =>
      void (await storeOf(to).publish({ ...next, journey: after }, to.clock.now(), { ...from })),
  }
}

async function foretold(world: World, { comparison }: Planned, how = {}): Promise<Forecast> {
  return foretell(world.table, await counterStore(world.table).people('sample'), comparison, how)
}

const ofJourney = ({ ses }: World) => ses.delivered.filter(({ journey }) => journey === 'sample').length

/** The first emails of a canary go out and no others, whatever is due; then it is let go. */
async function throughCanary(world: World, sent: number): Promise<void> {
  await world.pass(4)
  expect(ofJourney(world) - sent).toBe(canaryOf)
  await holdStore(world.table).lift({ by: 'canary', scope: { is: 'journey', journeyId: 'sample' } })
}

const canary = (version: number): Canary => ({
  by: 'canary',
  scope: { is: 'journey', journeyId: 'sample' },
  version,
  emails: canaryOf,
  left: canaryOf,
})

/** What happens, and what would without the edit; and what each had been emailed when it became current. */
interface Happened {
  was: ReadonlyMap<string, Got>
  became: ReadonlyMap<string, Got>
  emailed: ReadonlyMap<string, readonly string[]>
}

/** A version waits, and people go on meanwhile; what would be without it is seen in a world that parts when it comes. */
async function happensLater(of: World, { comparison, carryOut }: Planned): Promise<Happened> {
  const { after, from = 0 } = comparison
  const world = await copyOf(of)
  await carryOut(world)
  await doUntil(world, from - 3 * noticed)
  const without = await copyOf(world)
  expect(await storeOf(without).cancel('sample', after.version, without.clock.now())).toBe('cancelled')
  for (const one of [world, without]) one.clock.setTo(from)
  const emailed = await emailedByNow(world)
  return { emailed, was: await whatTheyGet(without), became: await whatTheyGet(world) }
}

/** What then happens, in a world of its own. */
async function happens(of: World, edit: SeededEdit, { comparison, carryOut }: Planned) {
  const world = await copyOf(of)
  const { version } = comparison.after
  if (edit.is !== 'canary') {
    await carryOut(world)
    return whatTheyGet(world)
  }
  await holdStore(world.table).place(canary(version))
  await carryOut(world)
  const words = reachInWords(await holdStore(world.table).all(), { id: 'sample', version })
  expect(words).toContain(`lets its first ${canaryOf} emails out`)
  const sent = ofJourney(world)
  return whatTheyGet(world, () => throughCanary(world, sent))
}

/** The forecast as it would have to be for what has happened. */
function inHindsight({ was, became, emailed }: Happened, { renames }: Comparison) {
  const modules: Record<string, ModuleForecast> = {}
  const detours: Record<string, number> = {}
  const add = (id: string, what: keyof ModuleForecast) => {
    modules[id] ??= { ...nobody }
    modules[id][what] += 1
  }
  for (const [email, before] of was) {
    const after = became.get(email) ?? { modules: [] }
    for (const id of before.modules) add(id, 'wasToCome')
    for (const id of after.modules) add(id, 'toCome')
    for (const id of before.modules.filter(one => !after.modules.includes(one))) add(id, 'lost')
    for (const id of after.modules.filter(one => !before.modules.includes(one))) add(id, 'gained')
    for (const id of after.modules) if (emailed.get(email)?.includes(renames.get(id) ?? '')) add(id, 'again')
    const [[from], [to]] = [before.modules, after.modules]
    if (from) add(from, 'wasNext')
    if (to) add(to, 'next')
    if (from !== to) detours[`${from} ${to}`] = (detours[`${from} ${to}`] ?? 0) + 1
    else if (to && before.firstAt !== after.firstAt)
      add(to, (after.firstAt ?? 0) < (before.firstAt ?? 0) ? 'sooner' : 'later')
  }
  return { modules, detours }
}

/** A forecast without what nobody will see happen, and without times where a canary changes them. */
function comparable(
  { modules, detours }: { modules: Record<string, ModuleForecast>; detours: Record<string, number> },
  withTimes: boolean,
) {
  const seen = Object.entries(modules).map(([id, of]) => {
    const times = withTimes ? {} : { sooner: 0, later: 0 }
    return [id, { ...of, ...times, had: 0, reading: 0 }] as const
  })
  const some = seen.filter(([, of]) => Object.values(of).some(count => count > 0))
  return { modules: Object.fromEntries(some.toSorted(([a], [b]) => a.localeCompare(b))), detours }
}

const asCounts = ({ modules, detours }: Forecast) => ({
  modules,
  detours: Object.fromEntries(detours.map(({ was, becomes, people: count }) => [`${was} ${becomes}`, count])),
})

describe('what publishing and going back foretell', () => {
  it('is what then happens to a crowd in every state, over more than a hundred edits', async () => {
    const world = await everyState(people, 7)
    const all = seededEdits(rounds * editsARound, 12)
    const seen: Record<string, number> = {}
    let moved = 0
    for (let round = 0; round < rounds; round += 1) {
      const emailed = await emailedByNow(world)
      const was = await whatTheyGet(await copyOf(world))
      let chosen: Planned | undefined
      for (const [index, edit] of all.slice(round * editsARound, (round + 1) * editsARound).entries()) {
        const planned = await plan(world, edit, `new-${round}-${index}`)
        const forecast = await foretold(world, planned)
        expect(forecast.all).toBe(emailed.size)
        const happened =
          edit.is === 'later'
            ? await happensLater(world, planned)
            : { was, emailed, became: await happens(world, edit, planned) }
        const hindsight = inHindsight(happened, planned.comparison)
        const withTimes = edit.is !== 'canary'
        expect(comparable(asCounts(forecast), withTimes), JSON.stringify({ round, edit })).toEqual(
          comparable(hindsight, withTimes),
        )
        seen[edit.is] = (seen[edit.is] ?? 0) + 1
        moved += forecast.detours.length
        if (edit.is !== 'later') chosen = planned
      }
      await chosen?.carryOut(world)
      await liveOn(world, round)
    }
    expect(Object.keys(seen)).toHaveLength(10)
    expect(moved).toBeGreaterThan(50)
  }, 600_000)

  it('of many people is right within what it says, as good as always', async () => {
    const world = await everyState(people, 3)
    const planned = await plan(world, { is: 'move', at: 4, to: 0 }, 'new')
    const exact = await foretold(world, planned)
    let [right, told] = [0, 0]
    for (let seed = 0; seed < 40; seed += 1) {
      const sample = await foretold(world, planned, { most: 40, seed: String(seed) })
      expect(sample.looked).toBeLessThan(exact.looked)
      for (const [id, of] of Object.entries(exact.modules)) {
        const { people: about, within } = estimate(sample.modules[id]?.toCome ?? 0, sample)
        right += Math.abs(about - of.toCome) <= within ? 1 : 0
        told += 1
      }
    }
    expect(right / told).toBeGreaterThan(0.93)
  })
})
