import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'

let world: World
let visit: ConsoleVisit
beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  for (const name of ['a', 'b', 'c']) await world.learner(`${name}@example.org`)
  await world.done('a@example.org', 'one')
  await world.settle()
  visit = await visitConsole(world)
})
afterEach(() => visit.close())

describe('the report in the console', () => {
  it('is that of the command, for a period and a journey', async () => {
    const { status, page } = await visit.get('/report?from=2026-11-20&to=2026-11-23&journey=sample')
    expect([status, page]).toEqual([200, expect.stringContaining('Report, 2026-11-20 to 2026-11-23')])
    expect(page).toMatch(/Shares, of all who were emailed[\s\S]*>one<[\s\S]*>3<[\s\S]*>1<[\s\S]*33 %/)
    expect(page).toContain('Modules')
    expect(page).toContain('value="2026-11-20"')
    const own = (await operatorContext(world).run(['report', '--from', '2026-11-20', '--json'])).json()
    expect(own).toMatchObject({ journeys: [{ untilLastDay: { started: 3, finished: 0 } }] })
  })

  it('can be taken along, as CSV and as a page that needs nothing else', async () => {
    expect((await visit.get('/report.csv?from=2026-11-20')).page).toContain(
      'sample,Modules,one,emailed,3\r\n',
    )
    const { page } = await visit.get('/report.html?from=2026-11-20')
    expect(page).toContain('<svg')
    expect(page).not.toMatch(/<script|https?:/)
  })

  it.each([
    ['?from=yesterday', '&quot;yesterday&quot; is no day'],
    ['?to=2030-01-01', 'The last day, 2030-01-01, is in the future: today is 2026-11-23 in UTC.'],
    ['?from=2026-11-22&to=2026-11-21', 'The first day, 2026-11-22, is after the last day, 2026-11-21.'],
    ['?journey=nowhere', 'There is no journey &quot;nowhere&quot;'],
  ])('has a plain word for %s', async (query, said) => {
    expect((await visit.get(`/report${query}`)).page).toContain(said)
  })
})
