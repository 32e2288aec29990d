import { expect, it } from 'vitest'
import { journeyStore } from '../../shared/store/journeys.ts'
import { en } from '../../shared/texts/en.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { effectLines } from '../../tools/journeys/publish.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import type { Status } from '../../tools/operator/status/status.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext, operatorDeps } from '../support/operator-context.ts'
import { mailedLink, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const bounce = { type: 'RecordBounce', lasting: true, code: '5.1.1' } as const
const [complaint, suppression] = [{ type: 'RecordComplaint' }, { type: 'Suppress' }] as const
const pause = { type: 'PauseJourney', journeyId: 'sample' } as const
const leave = { type: 'Leave', via: 'page' } as const

/** What becomes of each, once they have the first module. */
const lives: Readonly<Record<string, (world: World, email: string) => Promise<unknown>>> = {
  reading: async () => {},
  waiting: (world, email) => world.done(email, 'one'),
  'paused-by-themselves': (world, email) => world.execute(email, pause),
  bounced: (world, email) => world.execute(email, bounce),
  'bounced-while-waiting': async (world, email) => {
    await world.done(email, 'one')
    await world.execute(email, bounce)
  },
  'bounced-while-paused': async (world, email) => {
    await world.execute(email, pause)
    await world.execute(email, bounce)
  },
  complained: (world, email) => world.execute(email, complaint),
  suppressed: (world, email) => world.execute(email, suppression),
  'suppressed-and-back': async (world, email) => {
    await world.execute(email, suppression)
    await world.execute(email, { type: 'LiftSuppression' })
  },
  finished: async (world, email) => {
    for (const module of ['one', 'two', 'three']) await world.done(email, module)
  },
  'finished-and-bounced': async (world, email) => {
    for (const module of ['one', 'two', 'three']) await world.done(email, module)
    await world.execute(email, bounce)
  },
  left: (world, email) => world.execute(email, leave),
  'suppressed-and-left': async (world, email) => {
    await world.execute(email, suppression)
    await world.execute(email, leave)
  },
}
const addressOf = (life: string): string => `${life}@example.org`
/** Who gets the next email by itself: once they are done, or with reminders. */
const underWay = ['reading', 'waiting', 'suppressed-and-back']

/** SES takes nothing to one of them. */
const refused = 'refused-by-ses@example.org'

async function aCrowd(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner(refused)
  world.ses.fault = (_, email) => (email.entries.some(({ to }) => to === refused) ? 'call-400' : undefined)
  await world.done(refused, 'one')
  await world.pass(10)
  for (const [life, leads] of Object.entries(lives)) {
    await world.learner(addressOf(life))
    await leads(world, addressOf(life))
  }
  await world.settle()
  return world
}

/** Where the crowd is, by what each place is called. */
const whereTheyAre = {
  'under way': underWay.length,
  paused: 1,
  'refused by SES': 1,
  'unreachable (bounced, complained or suppressed)': 5,
  finished: 2,
  left: 2,
}

/** The figures of the only row of a table of the console. */
function figuresIn(page: string, caption: string): Record<string, number> {
  const [, table = ''] = page.split(`${caption}</caption>`)
  const [head = '', body = ''] = table.split('</thead>')
  const cells = (part: string, of: string) =>
    [...part.matchAll(new RegExp(`<${of}[^>]*>([^<]*)</${of}>`, 'g'))].map(([, cell = '']) => cell)
  const figures = cells(body.split('</table>')[0] ?? '', 'td').map(Number)
  return Object.fromEntries(
    cells(head, 'th')
      .slice(1)
      .map((name, i) => [name, figures[i] ?? Number.NaN]),
  )
}

it('counts nobody as under way who cannot be emailed, and tells one figure wherever it is told', async () => {
  const world = await aCrowd()
  const { run } = operatorContext(world)
  expect((await run(['reconcile'])).stdout).toContain('All is as it should be.')
  const report = (await run(['report', '--json'])).json() as Report
  const people = { underWay: underWay.length, paused: 1, rejected: 1, unreachable: 5, completed: 2, left: 2 }
  expect(report.journeys[0]?.peopleNow).toEqual(people)
  const inWords = (await run(['report'])).stdout.split('\n')
  for (const [name, count] of Object.entries(whereTheyAre))
    expect(
      inWords.filter(line => line.startsWith(`${name}  `)).map(line => line.split('  ').at(-1)?.trim()),
    ).toEqual([String(count)])
  const status = (await run(['status', '--json'])).json() as Status
  expect(status.journeys[0]?.people).toEqual(people)
  const told = '3 people under way, 1 paused, 6 whom no email reaches, 2 finished, 2 left'
  expect((await run(['status'])).stdout).toContain(`sample version 1, ${told}\n`)
  const console = await visitConsole(world)
  expect((await console.get('/')).page).toContain(told)
  const journeysPage = (await console.get('/journeys')).page
  expect(figuresIn(journeysPage, 'Where their people are now')).toEqual(whereTheyAre)
  await console.close()
  expect((await run(['journeys', 'versions', 'sample'])).stdout).toContain('3 people under way')
  const { counters, holds, table } = operatorDeps(world)
  const journeys = journeyStore(table)
  const publishing = { journeys, counters, holds, table, now: () => world.clock.now() }
  const forecast = await effectLines(publishing, await journeys.current('sample', world.clock.now()), {
    ...sampleJourney().journey,
    version: 2,
  })
  expect(forecast[0]).toBe('3 people under way, 1 paused, 6 whom no email reaches, 2 finished.')
})

it('counts each of them on the way there and back', async () => {
  const world = await aCrowd()
  for (const life of ['bounced', 'bounced-while-paused', 'complained', 'suppressed'])
    await world.execute(addressOf(life), { type: 'LiftSuppression' })
  await world.settle()
  expect(await operatorDeps(world).counters.people('sample')).toMatchObject({
    'reading.one': 5,
    paused: 2,
    unreachable: 1,
  })
})

it('tells nobody that their journey is under way to whom no email may come', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner(addressOf('bounced'))
  const url = mailedLink(world, addressOf('bounced'), 'preferencesUrl')
  const { states } = enMyJourney
  const send = website(world)
  expect((await send({ url })).body).toContain(states.running)
  await world.execute(addressOf('bounced'), bounce)
  const page = (await send({ url })).body
  expect(page).toContain(en.pages.unreachable.title)
  for (const state of Object.values(states)) expect(page).not.toContain(state)
})
