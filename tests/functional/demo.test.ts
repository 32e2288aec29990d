import { beforeAll, describe, expect, it } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { isPersonPartition, isTombstone, learnerIdOf } from '../../shared/store/keys.ts'
import { enTogether } from '../../shared/texts/en-together.ts'
import { doings } from '../../tools/demo/diary.ts'
import { type DemoOptions, type Played, playLife } from '../../tools/demo/life.ts'
import { readJourneys } from '../../tools/local/journeys.ts'
import type { CirclesListed } from '../../tools/operator/circles/list-circles.ts'
import type { Story } from '../../tools/operator/learner/story.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from '../support/a-site.ts'
import { operatorContext } from '../support/operator-context.ts'
import { website } from '../support/website.ts'

const end = Date.parse('2026-11-26T15:00:00Z')
let journeys: AuthoredJourney[]
let played: Played & { said: readonly string[] }
let world: World

async function play(change: Partial<DemoOptions>) {
  const said: string[] = []
  const life = await playLife({
    ...{ people: 250, weeks: 10, seed: 1, end, tableName: 'in-memory', publicUrl: aSite.publicUrl },
    ...{ journeys, say: line => said.push(line), ...change },
  })
  return { ...life, said }
}

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

  it('counted on Monday nights, as that page says', async () => {
    const { body } = await website(world)({ url: '/together' })
    const days = [...body.matchAll(/>(\d{1,2} \w+ 2026)</g)].map(([, day = '']) =>
      new Date(`${day} UTC`).getUTCDay(),
    )
    expect(new Set(days)).toEqual(new Set([1]))
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

  it('has somebody on a break, somebody with days of their own and somebody who goes slower, of whom the operator says so', async () => {
    const said = played.said.filter(line => line.startsWith('person-'))
    expect(said).toHaveLength(3)
    const stories = await Promise.all(said.map(line => operator('learner', line.split(' ')[0] ?? '')))
    const whys = (stories as Story[]).map(({ journeys: [one] }) => one?.next.because.join('; '))
    expect(whys).toEqual([
      expect.stringMatching(/^they are on a break until /),
      expect.stringContaining('they like emails on Monday or Thursday, in the evening'),
      expect.stringContaining('since they chose the slower pace'),
    ])
  })

  it('has the circles that its people remember, each as they do', async () => {
    const { groups, reports } = (await operator('circles', 'list')) as CirclesListed
    const { stages } = played.diary
    const listed = groups.filter(({ state }) => state === 'introduced' || state === 'reported')
    const underWay = [...stages].filter(([, stage]) => stage !== 'ended')
    expect(Object.fromEntries(listed.map(({ id, state }) => [id, state]))).toEqual(
      Object.fromEntries(underWay),
    )
    expect(reports).toHaveLength(underWay.filter(([, stage]) => stage === 'reported').length)
    const { circles } = world.deps.groups
    const found = await Promise.all([...stages.keys()].map(id => circles.find(id)))
    const ended = found.filter(
      one => one?.state.endedAt !== undefined && one.state.reportedAt === undefined,
    ).length
    expect(ended).toBe(stages.size - underWay.length)
    expect(ended).toBeGreaterThan(0)
    expect(groups.some(({ state }) => state === 'proposed')).toBe(true)
    expect(played.emails.some(({ kind }) => kind === 'circle-ended')).toBe(true)
  })

  it('has everything that can be done about a circle, and somebody who stops after each of its first letters', () => {
    const stops = ['pauses', 'leaves', 'erases'].flatMap(way =>
      ['round', 'circle-proposal', 'circle-introduction'].map(step => `${way} at ${step}`),
    )
    expect([...played.diary.did.keys()]).toEqual(expect.arrayContaining([...doings, ...stops]))
  })

  it('sends nothing to anybody who has left or was erased', () => {
    expect(played.diary.afterGoing).toEqual([])
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
