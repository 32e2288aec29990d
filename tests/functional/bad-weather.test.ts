import { describe, expect, it } from 'vitest'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { BadWeather, modules, type Weather } from '../support/bad-weather.ts'

const thousand = 1000

/** A thousand people from the form to the last module, and what was left of it after two weeks. */
async function lived(weather: Weather): Promise<BadWeather> {
  const life = new BadWeather(thousand, weather)
  await life.world.publish(sampleJourney('sample', modules))
  await life.begin()
  await life.pass(14)
  return life
}

/** Nobody is lost, nobody got anything twice, and everything has gone on by itself. */
async function expectAllIsWell({ world, people }: BadWeather): Promise<void> {
  const got = Map.groupBy(world.ses.delivered, ({ to }) => to)
  const kinds = (email: string) => (got.get(email) ?? []).map(({ kind }) => kind).join()
  const odd = people.filter(email => kinds(email) !== 'confirm,module_one,module_two,module_three,finished')
  expect(odd.map(email => [email, kinds(email)])).toEqual([])
  const phases = await Promise.all(
    people.map(async email => (await world.person(email)).learner.enrolments['sample']?.phase.is),
  )
  expect(new Set(phases)).toEqual(new Set(['completed']))
  expect(await world.deps.holds.all()).toEqual([])
  expect(await world.nextDue()).toBeUndefined()
}

describe('a thousand people, while SES ignores default tags, throttles, and does not take the sender for a day', () => {
  it('all get everything once, though SES loses 30 % of its events and delays the rest', async () => {
    const life = await lived({ lost: 0.3, deadly: 0 })
    await expectAllIsWell(life)
    expect(life.callsInOutage).toBeGreaterThan(100)
    expect(life.callsInOutage).toBeLessThan(320)
  }, 120_000)

  it('all get everything once, though workers are killed and answers get lost', async () => {
    const life = await lived({ lost: 0, deadly: 0.3 })
    await expectAllIsWell(life)
    expect(life.deaths).toBeGreaterThan(100)
  }, 120_000)
})
