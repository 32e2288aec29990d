import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DailyStatistics, readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import { repeatingTypes } from '../../shared/store/statistics.ts'
import type { JourneyReport, Report } from '../../tools/operator/report/report.ts'
import type { World } from '../../tools/simulation/world.ts'
import { emailOf } from '../support/doings.ts'
import { resume } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'
import { recounted } from '../support/recount.ts'
import { afterwards, situations } from '../support/swallowed.ts'

const everything = ['--from', '2026-11-01']
const changing = ['--yes', '--reason', 'a test']

type Statistics = Record<string, number>

function add(sums: Statistics, name: string, by: number): void {
  // Of what repeats itself a history keeps only the last, so that it cannot be counted again.
  if (!repeatingTypes.some(type => name.startsWith(`event.${type}`))) sums[name] = (sums[name] ?? 0) + by
}

/** What the histories of everybody who is here give, counted anew. */
function ofHistories(world: World, sums: Statistics = {}): Statistics {
  for (const [name, count] of Object.entries(recounted(world))) add(sums, name, count)
  return sums
}

function ofDays(days: readonly DailyStatistics[], sums: Statistics = {}): Statistics {
  for (const { statistics } of days)
    for (const [name, count] of Object.entries(statistics)) add(sums, name, count)
  return sums
}

const daysOf = (world: World, book: 'counters' | 'erased') =>
  readDailyStatistics(world.table, book, 'sample', '2026-11-01', '2027-12-31')

async function reported(world: World): Promise<JourneyReport> {
  const { json } = await operatorContext(world).run([
    'report',
    '--json',
    '--journey',
    'sample',
    ...everything,
  ])
  const [journey] = (json() as Report).journeys
  if (!journey) throw new Error('The report has no journey.')
  return journey
}

/** Faults, what people do, a replay of all of it, somebody erased, and time: with each stream record told twice. */
async function afterAll(situation: Parameters<typeof afterwards>[0]): Promise<World> {
  const world = await afterwards(situation, 2)
  for (const of of ['planning', 'delivery', { journey: 'sample' }] as const) await resume(world, of)
  await operatorContext(world).run(['replay', '--from', '2026-11-23T00:00Z', ...changing])
  await world.pass(4)
  if (await world.find(emailOf(0))) await world.execute(emailOf(0), { type: 'Erase' })
  await world.pass(4)
  await world.settle()
  await world.feedback()
  await world.settle()
  return world
}

describe('figures, with each stream record told twice', () => {
  it('agree with a full recount, after faults, a replay and an erasure, and so does the report', async () => {
    let erased = 0
    await fc.assert(
      fc.asyncProperty(situations, async situation => {
        const world = await afterAll(situation)
        const gone = await daysOf(world, 'erased')
        erased += gone.length
        const recount = ofDays(gone, ofHistories(world))
        expect(ofDays(await daysOf(world, 'counters'))).toEqual(recount)

        const { confirmed, started, finished, modules } = await reported(world)
        const of = (name: string) => recount[name] ?? 0
        expect({ confirmed, started, finished }).toEqual({
          confirmed: of('event.SignUpConfirmed'),
          started: of('event.JourneyStarted'),
          finished: of('event.JourneyCompleted'),
        })
        for (const { id, emailed, done } of modules)
          expect({ emailed, done }, id).toEqual({
            emailed: of(`event.ModuleEmailed.${id}`),
            done: of(`event.ModuleCompleted.${id}`),
          })

        const { json } = await operatorContext(world).run(['reconcile', '--json'])
        const { findings } = json() as { findings: { kind: string }[] }
        expect(findings.filter(({ kind }) => kind === 'counter')).toEqual([])
      }),
      { numRuns: 200 },
    )
    expect(erased).toBeGreaterThan(0)
  })
})
