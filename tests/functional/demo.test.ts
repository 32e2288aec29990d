import { beforeAll, describe, expect, it } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { en } from '../../shared/texts/en.ts'
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
    expect(body).not.toContain(en.pages.together.none.title)
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
