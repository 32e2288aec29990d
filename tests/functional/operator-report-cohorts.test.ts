import { beforeAll, describe, expect, it } from 'vitest'
import { publishEvents } from '../../shared/application/publish.ts'
import { day } from '../../shared/domain/duration.ts'
import { mixedHashOf } from '../../shared/domain/hash.ts'
import type { Cohort } from '../../tools/operator/report/cohorts.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { World } from '../../tools/simulation/world.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'

const wednesday = Date.parse('2026-11-25T09:00:00Z')
const modules = ['one', 'two', 'three']
const mondayOf = (at: number): string => {
  const date = new Date(at)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** People who sign up over three weeks and do modules at once, weeks later, or never; with what whoever looks on counted. */
class Crowd {
  readonly world = new World(wednesday)
  /** When each first had which module, and when they did it. */
  readonly emailed = new Map<string, number>()
  readonly done = new Map<string, number>()
  #seen = 0

  #look(): void {
    const { delivered } = this.world.ses
    for (const { to, at, kind } of delivered.slice(this.#seen))
      for (const module of modules)
        if (kind.endsWith(`module_${module}`) && !this.emailed.has(`${to} ${module}`))
          this.emailed.set(`${to} ${module}`, at)
    this.#seen = delivered.length
  }

  async passes(days: number): Promise<void> {
    this.world.timesTold = 2
    await this.world.publish()
    for (let today = 0; today < days; today += 1) {
      if (today < 21) await this.world.learner(`p${today}@example.org`, { sector: 'ambulance' })
      this.#look()
      for (const name of this.emailed.keys()) {
        const [email = '', module = ''] = name.split(' ')
        if (this.done.has(name) || mixedHashOf(`${name} ${today}`) % 100 > 8) continue
        await this.world.done(email, module)
        this.done.set(name, this.world.clock.now())
      }
      await this.world.pass(1)
    }
    this.#look()
    await this.world.settle()
  }

  /** By the week of the email, as whoever looked on counted it. */
  cohorts(from: string): Cohort[] {
    const weeks = Map.groupBy([...this.emailed], ([, at]) => mondayOf(at))
    const shareOf = (all: readonly string[]) => ({
      emailed: all.length,
      done: all.filter(name => this.done.has(name)).length,
    })
    return [...weeks]
      .filter(([week]) => week >= mondayOf(Date.parse(from)))
      .toSorted()
      .map(([week, all]) => {
        const names = all.map(([name]) => name)
        const of = Map.groupBy(names, name => name.split(' ')[1] ?? '')
        return {
          week,
          ...shareOf(names),
          modules: Object.fromEntries([...of].map(([module, those]) => [module, shareOf(those)])),
        }
      })
  }
}

async function reported(world: World, ...args: string[]): Promise<readonly Cohort[]> {
  const { json } = await operatorContext(world).run(['report', '--json', ...args])
  return (json() as Report).journeys[0]?.cohorts ?? []
}

describe('shares by the week of the email', () => {
  const crowd = new Crowd()
  beforeAll(() => crowd.passes(45), 120_000)

  it('are of those who were emailed then, whenever they did it, also when the stream is told twice', async () => {
    const { world } = crowd
    expect(await reported(world)).toEqual(crowd.cohorts('2026-11-01'))
    await publishEvents(world.publishing, 'shard', world.table.stream)
    const cohorts = await reported(world)
    expect(cohorts).toEqual(crowd.cohorts('2026-11-01'))
    expect(cohorts.length).toBeGreaterThan(4)
    for (const { emailed, done } of cohorts) expect(done).toBeLessThanOrEqual(emailed)
    expect(new Set(cohorts.map(({ emailed, done }) => done / emailed)).size).toBeGreaterThan(2)
  })

  it('begin with the week in which the period does, and move with who names another sector', async () => {
    const { world } = crowd
    expect(await reported(world, '--from', '2026-12-09')).toEqual(crowd.cohorts('2026-12-07'))
    await world.execute('p3@example.org', { type: 'NameSector', sector: 'student' })
    await world.execute('p4@example.org', { type: 'Erase' })
    await world.settle()
    expect(await reported(world)).toEqual(crowd.cohorts('2026-11-01'))
    const { json } = await operatorContext(world).run(['reconcile', '--json'])
    expect(json()).toMatchObject({ findings: [] })
  })

  it('are in the terminal, in CSV and in the console', async () => {
    const [first] = crowd.cohorts('2026-11-01')
    const { stdout } = await operatorContext(crowd.world).run(['report'])
    expect(stdout).toMatch(
      new RegExp(`week +emailed +of these done +share\\n${first?.week} +${first?.emailed} +${first?.done} `),
    )
    const visit = await visitConsole(crowd.world)
    const { page } = await visit.get('/report')
    const { page: csv } = await visit.get('/report.csv')
    await visit.close()
    expect(page).toContain('Modules by the week in which they were emailed')
    expect(csv).toContain(
      `,Modules by week and module,${first?.week} one,emailed,${first?.modules['one']?.emailed}\r\n`,
    )
  })

  it('hold for a module that was emailed again: of the week in which it first was', async () => {
    const world = new World(wednesday)
    await world.publish()
    await world.learner('a@example.org')
    await world.execute('a@example.org', { type: 'PauseJourney', journeyId: 'sample' })
    world.clock.setTo(world.clock.now() + 8 * day)
    await world.execute('a@example.org', { type: 'ResumeJourney', journeyId: 'sample' })
    await world.pass(4)
    await world.done('a@example.org', 'one')
    await world.settle()
    expect((await reported(world))[0]).toMatchObject({
      week: '2026-11-23',
      modules: { one: { emailed: 1, done: 1 } },
    })
    expect(await reported(world, '--from', '2026-11-30')).toEqual([])
  })
})
