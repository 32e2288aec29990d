import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OperatorDeps } from '../../tools/operator/deps.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext, operatorDeps } from '../support/operator-context.ts'
import { stored } from '../support/website.ts'

/** What a system was asked to do, beside being looked at. */
let done: string[]
let world: World
let change: Partial<OperatorDeps>
let id: string
let visit: ConsoleVisit

beforeEach(async () => {
  done = []
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await world.learner('jo@example.org')
  id = (await world.person('jo@example.org')).learner.id
  const deadLetters = new FakeDeadLetters(world.clock)
  deadLetters.add('start-journey', { requestPayload: { detail: { learnerId: id } } })
  const deps = operatorDeps(world)
  change = {
    ...deps,
    deadLetters: noting(deadLetters, ['take', 'release', 'remove', 'sendBack', 'moveBack']),
    functions: noting(deps.functions, ['invoke']),
    bus: noting(deps.bus, ['put']),
    archive: noting(deps.archive, ['start', 'cancel']),
  }
  visit = await visitConsole(world, change)
})
afterEach(() => visit.close())

/** The same, but each of these is noted when it is called. */
function noting<T extends object>(of: T, names: readonly (keyof T & string)[]): T {
  return new Proxy(of, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (names.some(one => one === name)) done.push(String(name))
        return value.apply(target, given)
      }
    },
  })
}

/** Follows every link from a page, and from where it leads, once each. @returns the addresses that were looked at. */
async function followed(...from: string[]): Promise<string[]> {
  const seen = new Set(from)
  for (const path of seen) {
    const { status, page } = await visit.get(path)
    expect([path, status]).toEqual([path, 200])
    for (const [, href = ''] of page.matchAll(/href="(\/[^"#]*)/g))
      if (!href.endsWith('.css')) seen.add(href.replaceAll('&amp;', '&'))
  }
  return [...seen]
}

it('whoever follows every link of the console changes nothing, and takes no dead letter out of sight', async () => {
  const before = stored(world)
  const pages = await followed('/', `/learner/${id}`)
  expect(pages).toEqual(
    expect.arrayContaining(['/dead-letters', '/holds', `/learner/${id}/erase`, '/report']),
  )
  expect([done, stored(world)]).toEqual([[], before])
})

it('says of each page in which zone its times are', async () => {
  const { journey, ...others } = sampleJourney()
  await world.publish({ ...others, journey: { ...journey, version: 2, zone: 'Asia/Kolkata' } })
  const { page } = await visit.get(`/learner/${id}`)
  expect(page).toContain('(times of Asia/Kolkata)')
  expect(page).toContain('Times are those of Asia/Kolkata,')
  const overview = (await visit.get('/')).page
  const [, zone] = /As of [^(]+\(([^)]+)\)/.exec(overview) ?? []
  expect(overview).toContain(`Times are those of ${zone},`)
})

it('nor does who looks at status', async () => {
  const before = stored(world)
  const { stdout } = await operatorContext(world, change).run(['status'])
  expect(stdout).toContain('dead letters')
  expect([done, stored(world)]).toEqual([[], before])
})
