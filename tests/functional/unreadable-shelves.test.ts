import { afterEach, beforeEach, expect, it } from 'vitest'
import { second } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, website } from '../support/website.ts'
import { sharesApproved, turnSharing, writer } from '../support/writers.ts'

const [sam, kim] = ['sam@example.org', 'kim@example.org']
const words = 'I asked the porter.'

let world: World
let console: ConsoleVisit

/** A voice of Sam's stands on the shelf of a module that Kim has done. */
beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  await writer(world, sam)
  await sharesApproved(world, sam, words)
  await writer(world, kim, 'student')
})
afterEach(() => console?.close())

const sharing = { spoilt: { isOn: 'spoilt' }, mended: { isOn: true }, row: 'shared-voices sample' }
const shelf = { spoilt: { voices: 'spoilt' }, row: 'shelf#sample' }

async function write(begins: string, set: Record<string, unknown>): Promise<void> {
  const row = [...world.table.rows.values()].find(({ pk, sk }) => `${pk} ${sk}`.startsWith(begins))
  if (!row) throw new Error(`There is no row ${begins}.`)
  await world.table.write({ update: { pk: row.pk, sk: row.sk }, set })
  world.clock.setTo(world.clock.now() + 11 * second)
}

const see = () => browsing(website(world))({ url: mailedLink(world, kim, 'readUrl') })
const operate = (...args: string[]) => operatorContext(world).run(args)

it.each([sharing, shelf])(
  'whoever reads a module sees no voice where $row cannot be read, and all else',
  async at => {
    expect(await see()).toMatchObject({ status: 200, body: expect.stringContaining(words) })
    await write(at.row, at.spoilt)
    expect(await see()).toMatchObject({ status: 200, body: expect.not.stringContaining(words) })
    expect((await browsing(website(world))({ url: '/together' })).status).toBe(200)
    expect(JSON.stringify(world.log)).toContain(`${at.row}`)
  },
)

it.each([sharing, shelf])(
  'operators are told where $row cannot be read, and the next email goes out',
  async at => {
    await write(at.row, at.spoilt)
    await world.pass(3)
    expect(world.inbox(kim).map(({ kind }) => kind)).toContain('module_two')
    const found = (await operate('reconcile', '--json')).json() as { findings: { about: string }[] }
    expect(found.findings).toContainEqual(
      expect.objectContaining({ kind: 'unreadable', about: expect.stringContaining(at.row) }),
    )
    const next = await operate('reflections', 'next', 'sample')
    expect(next).toMatchObject({ code: 1, stderr: expect.stringContaining(at.row) })
  },
)

it('a journey in which it cannot be read whether voices are shared shares nothing until it can', async () => {
  await write(sharing.row, sharing.spoilt)
  const status = (await operate('status', '--json')).json()
  expect(status).toMatchObject({ troubles: [expect.stringContaining('shared-voices sample cannot be read')] })
  console = await visitConsole(world)
  expect(await console.get('/reflections')).toMatchObject({
    status: 200,
    page: expect.stringContaining('shared-voices sample cannot be read'),
  })
  const turned = await operate('reflections', 'on', 'sample', '--reason', 'a test', '--yes')
  expect(turned).toMatchObject({ code: 1, stderr: expect.stringContaining('shared-voices sample') })
  await write(sharing.row, sharing.mended)
  expect((await see()).body).toContain(words)
})
