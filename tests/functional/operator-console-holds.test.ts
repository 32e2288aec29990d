import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canaryOf, recalledModules } from '../../shared/domain/hold.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'

let world: World
let visit: ConsoleVisit
beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await world.learner('nurse@example.org')
  visit = await visitConsole(world)
})
afterEach(() => visit.close())

const why = { why: 'a test' }
const holds = () => world.deps.holds.all()

describe('in the console, what is held back and let go', () => {
  it('is a module, from the page of its journey, and who has it is shown', async () => {
    const { page } = await visit.get('/journeys/sample/1')
    expect(page).toContain('href="/hold/module/sample/one"')
    expect((await visit.get('/hold/module/sample/one')).page).toContain(
      'Hold back module one of sample on local?',
    )
    const done = await visit.ended(await visit.press('/hold/module/sample/one', why))
    expect(done).toMatch(/module one of sample is held back<[\s\S]*have it, since [^<]+ 1</)
    expect(recalledModules(await holds(), 'sample')).toEqual(['one'])
    expect((await visit.get('/journeys/sample/1')).page).toContain('href="/release/module/sample/one"')
    expect((await visit.get('/holds')).page).toContain('href="/who-has/sample/one"')
    await visit.ended(await visit.press('/release/module/sample/one', why))
    expect(recalledModules(await holds(), 'sample')).toEqual([])
  })

  it('is a version once its first emails are out, which is then released', async () => {
    const { page } = await visit.get('/hold/version/sample')
    expect(page).toMatch(/name="version"[\s\S]*name="emails"[^>]*value="100"/)
    await visit.ended(await visit.press('/hold/version/sample', { ...why, emails: '5', version: '' }))
    expect(canaryOf(await holds(), 'sample')).toMatchObject({ version: 2, emails: 5, left: 5, why: 'a test' })
    await world.publish(sampleJourney('sample', undefined, 2))
    const done = await visit.ended(await visit.press('/release/version/sample', why))
    expect(done).toContain('Version 2 of sample is released')
    expect(canaryOf(await holds(), 'sample')).toBeUndefined()
  })

  it('or is left for the version before', async () => {
    await visit.ended(await visit.press('/hold/version/sample', { ...why, emails: '5' }))
    await world.publish(sampleJourney('sample', undefined, 2))
    await visit.ended(await visit.press('/release/version/sample/back', why))
    expect((await journeyStore(world.table).current('sample', world.clock.now()))?.version).toBe(1)
    expect(await holds()).toEqual([])
  })

  it('has a plain word where no version is held back, and for a module that is not there', async () => {
    expect((await visit.get('/release/version/sample')).page).toContain('No version of sample is held back')
    expect((await visit.get('/who-has/sample/nine')).page).toContain('There is no module &quot;nine&quot;')
  })

  it('and who has a module is a look through the table, begun by a button', async () => {
    expect((await visit.get('/who-has/sample/one')).page).toContain('Look through the table')
    const seen = await visit.ended(await visit.press('/who-has/sample/one'))
    expect(seen).toMatch(/Who has one of sample<[\s\S]*have it, since [^<]+ 1</)
  })
})
