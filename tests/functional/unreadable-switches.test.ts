import { afterEach, beforeEach, expect, it } from 'vitest'
import { day } from '../../shared/domain/duration.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { tend } from '../../tools/simulation/tending.ts'
import { CircleLife, six } from '../support/circle-life.ts'
import { turnCircles } from '../support/circles.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const why = ['--reason', 'a test', '--yes']
const row = 'journey-circles sample cannot be read'
const [ann] = six.map(({ email }) => email) as [string]

let life: CircleLife
let console: ConsoleVisit

/** Somebody who could join a round, in a group that is under way, where nobody can read whether circles are on. */
beforeEach(async () => {
  life = await new CircleLife().begins()
  await life.world.publish(sampleJourney('other'))
  await turnCircles(life.world, true)
  await life.pass(1)
  for (const module of ['two', 'three']) await life.world.done(ann, module)
  await life.pass(1)
})
afterEach(() => console?.close())

const key = { pk: 'journey-circles', sk: 'sample' }

/** Writes whether circles are on, as nobody would. */
const spoil = (isOn: unknown) =>
  life.world.table.write({ update: { pk: 'journey-circles', sk: 'sample' }, set: { isOn } })
const operate = (...args: string[]) => operatorContext(life.world).run(args)

it('a switch of circles that cannot be read keeps nobody from a page: circles count as off, and the log has it', async () => {
  const at = {
    myJourney: mailedLink(life.world, ann, 'preferencesUrl'),
    group: mailedLink(life.world, ann, 'circleUrl'),
    module: mailedLink(life.world, ann, 'readUrl'),
  }
  const round = `/rounds/sample?t=${tokenOf(at.myJourney)}`
  const see = async () => {
    const send = browsing(website(life.world))
    const pages = [at.myJourney, at.module, at.group, round].map(url => send({ url }))
    const [mine, module, group, joining] = await Promise.all(pages)
    return {
      statuses: [mine, module, group, joining].map(page => page?.status),
      isOffered: mine?.body.includes('/rounds/sample'),
    }
  }
  expect(await see()).toEqual({ statuses: [200, 200, 200, 200], isOffered: true })
  await spoil('spoilt')
  expect(await see()).toEqual({ statuses: [200, 200, 200, 404], isOffered: false })
  expect(JSON.stringify(life.world.log)).toContain(row)
  await spoil(true)
  expect(await see()).toEqual({ statuses: [200, 200, 200, 200], isOffered: true })
})

it('whoever is in a group already goes on in it, and the run says that it cannot be read', async () => {
  for (const { email } of six) await life.says(email, 'Agree')
  await spoil('spoilt')
  await expect(tend(life.world)).rejects.toThrow(row)
  await life.world.pass(1)
  expect(life.letters(ann)).toContainEqual(expect.stringContaining('circle-introduction'))
})

it('operators are told of it wherever they look, and nothing is turned of a later release', async () => {
  await spoil('spoilt')
  const listed = await operate('circles', 'list', '--json')
  expect([listed.code, listed.json()]).toMatchObject([
    1,
    {
      journeys: [
        { journey: 'other', isOn: false },
        { journey: 'sample', isOn: false, unreadable: expect.stringContaining(row) },
      ],
      groups: [{}],
    },
  ])
  expect((await operate('circles', 'list')).stdout).toContain(row)
  console = await visitConsole(life.world)
  expect(await console.get('/circles')).toMatchObject({ status: 200, page: expect.stringContaining(row) })

  const { findings } = (await operate('reconcile', '--json')).json() as { findings: object[] }
  const finding = { kind: 'unreadable', about: 'journey-circles sample', words: expect.stringContaining(row) }
  expect(findings).toContainEqual(expect.objectContaining(finding))

  const status = (await operate('status', '--json')).json()
  expect(status).toMatchObject({ troubles: [expect.stringContaining(row)], circles: { on: [] } })
  await life.world.passTo(life.world.clock.now() + 7 * day)
  expect((await operate('learner', ann)).stdout).toContain(row)

  await life.world.table.write({ update: key, set: { _: 2 } })
  const before = JSON.stringify([...life.world.table.rows.values()])
  for (const turn of ['on', 'off']) {
    const turned = await operate('circles', turn, 'sample', ...why)
    expect(turned).toMatchObject({ code: 1, stderr: expect.stringContaining(row) })
  }
  expect(JSON.stringify([...life.world.table.rows.values()])).toBe(before)
})

const stored = async () => (await life.world.table.get(key)) ?? key

it.each([{ isOn: 'spoilt' }, { v: 'spoilt' }, { smallestPool: {} }, { from: 'spoilt', v: [] }])(
  'operators write it anew where it is spoilt: %j',
  async set => {
    await life.world.table.write({ update: key, set })
    const off = await operate('circles', 'off', 'sample', ...why)
    expect(off).toMatchObject({ code: 0, stdout: expect.stringContaining('written anew') })
    expect(await stored()).toMatchObject({ isOn: false, table: life.world.table.name })
    await life.world.table.write({ update: key, set })
    const on = await operate('circles', 'on', 'sample', '--smallest-pool', '40', ...why)
    expect(on).toMatchObject({ code: 0, stdout: expect.stringContaining('written anew') })
    expect(await operate('circles', 'list')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('sample: on; a round is dealt from 40 people on'),
    })
    expect((await operate('circles', 'off', 'sample', ...why)).stdout).not.toContain('anew')
  },
)

it('where nobody can tell in which table it was written, it counts as restored', async () => {
  await life.world.table.write({ update: key, set: { table: 7, from: 5 } })
  const refused = await operate('circles', 'on', 'sample', ...why)
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--gap-repeated') })
  expect((await operate('circles', 'off', 'sample', ...why)).code).toBe(0)
  expect((await operate('circles', 'list')).stdout).toContain('sample: off: this table was restored')
  expect((await operate('circles', 'on', 'sample', '--gap-repeated', ...why)).code).toBe(0)
  expect(await stored()).toMatchObject({ isOn: true, from: life.world.clock.now() })
})
