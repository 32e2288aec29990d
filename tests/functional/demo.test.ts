import { beforeAll, describe, expect, it } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { isPersonPartition, isTombstone, learnerIdOf } from '../../shared/store/keys.ts'
import { enTogether } from '../../shared/texts/en-together.ts'
import { type DemoOptions, type Played, playLife } from '../../tools/demo/life.ts'
import { readJourneys } from '../../tools/local/journeys.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from '../support/a-site.ts'
import { operatorContext } from '../support/operator-context.ts'
import { website } from '../support/website.ts'

const end = Date.parse('2026-11-26T15:00:00Z')
let journeys: AuthoredJourney[]
let played: Played
let world: World

const play = (change: Partial<DemoOptions>): Promise<Played> =>
  playLife({
    ...{ people: 150, weeks: 7, seed: 1, end, tableName: 'in-memory', publicUrl: aSite.publicUrl },
    ...{ journeys, say: () => {}, ...change },
  })

beforeAll(async () => {
  journeys = await readJourneys()
  played = await play({})
  world = new World(end)
  await world.table.load(played.rows)
})

const operator = async (...args: string[]) => (await operatorContext(world).run([...args, '--json'])).json()

describe('a demo', () => {
  it('leaves rows in which nothing is amiss', async () => {
    const { people, findings } = (await operator('reconcile')) as { people: number; findings: unknown[] }
    expect(people).toBeGreaterThan(120)
    expect(findings).toEqual([])
  })

  it('has something for the page for everybody', async () => {
    const { body } = await website(world)({ url: '/together' })
    expect(body).not.toContain(enTogether.none.title)
    expect(body).toMatch(/\d in 10/)
    expect(body).toContain('from a learner')
  })

  it('has answers of others, and voices from elsewhere, behind the links of its emails', async () => {
    const send = website(world)
    const links = played.emails.flatMap(
      ({ data: { readUrl } }) => readUrl?.replace(aSite.publicUrl, '') ?? [],
    )
    const pages = await Promise.all(links.slice(-60).map(async url => (await send({ url })).body))
    expect(pages.some(body => /\d in 10/.test(body))).toBe(true)
    expect(pages.some(body => body.includes('from a learner'))).toBe(true)
  })

  it('has something to report, and to read', async () => {
    const report = (await operator('report')) as Report
    expect(JSON.stringify(report)).toContain('ambulance')
    expect(await operator('reflections', 'next', 'shiftworks')).not.toEqual([])
  })

  it('holds some of everything that can become of a voice, and of a person', async () => {
    const { learners, reflections } = world.deps
    const ids = new Set(played.rows.flatMap(({ pk }) => (isPersonPartition(pk) ? learnerIdOf({ pk }) : [])))
    const written = (await Promise.all([...ids].map(id => reflections.all(id)))).flat()
    const states = new Set(written.map(({ reflection }) => reflection.sharing.is))
    expect([...states]).toEqual(expect.arrayContaining(['private', 'shared', 'approved', 'declined']))
    const people = (await Promise.all([...ids].map(id => learners.find(id)))).flatMap(
      one => one?.learner ?? [],
    )
    const phases = new Set(people.map(({ enrolments }) => enrolments['shiftworks']?.phase.is))
    expect([...phases]).toEqual(expect.arrayContaining(['reading', 'waiting', 'completed', 'left']))
    expect(people.some(({ enrolments }) => enrolments['shiftworks']?.pausedBy)).toBe(true)
    expect(new Set(people.map(({ sector }) => sector)).size).toBe(sectors.length + 1)
    expect(played.rows.some(isTombstone)).toBe(true)
  })

  it('names nobody who could be', () => {
    for (const { to } of played.emails) expect(to).toMatch(/^person-\d+@demo\.example$/)
  })

  it('is the same for the same seed, and another for another', async () => {
    const small = { people: 12, weeks: 4 }
    const [one, again, other] = [await play(small), await play(small), await play({ ...small, seed: 2 })]
    expect(again.rows).toEqual(one.rows)
    expect(other.rows).not.toEqual(one.rows)
  })
})
