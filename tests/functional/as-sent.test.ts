import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { everythingAbout } from '../../shared/application/everything-about.ts'
import { titlesAsSent } from '../../shared/application/titles-as-sent.ts'
import { second } from '../../shared/domain/duration.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

/** Another version, in which the first two modules have other titles, and the third is gone. */
const renamed = (version: number, word: string) =>
  sampleJourney(
    'sample',
    [
      sampleModule('one', { after: { days: 0 }, title: `${word} one` }),
      sampleModule('two', { title: `${word} two` }),
    ],
    version,
  )

const emailed = async (world: World) => {
  const story = (await operatorContext(world).run(['learner', sam, '--json'])).json() as {
    history: { what: string; words: string }[]
  }
  return story.history
    .filter(({ what }) => /^(Module|Reminder|Pause|End)Emailed$/.test(what))
    .map(one => one.words)
}

it('an email is told by the title and the version that it went out with, and by what it is called now', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  await world.pass(4)
  await world.publish(renamed(2, 'Second'))
  await world.done(sam, 'one')
  await world.pass(3)
  await world.publish(renamed(3, 'Third'))
  await world.done(sam, 'two')
  await world.pass(3)
  expect(await emailed(world)).toEqual([
    'Was emailed the module “Module one” (one), version 1 (called “Third one” now).',
    'Was reminded of “Module one” (one), version 1 (called “Third one” now).',
    'Was emailed the module “Second two” (two), version 2 (called “Third two” now).',
    'Was emailed the end of the journey, in version 3.',
  ])
  const console = await visitConsole(world)
  const { learner } = await world.person(sam)
  const { page } = await console.get(`/learner/${learner.id}`)
  await console.close()
  expect(page).toContain('“Module one” (one), version 1 (called “Third one” now)')
})

it('a module that the journey has no more is told by the title that it had', async () => {
  const world = new World(monday)
  await world.publish(
    sampleJourney('sample', [sampleModule('three', { after: { days: 0 } }), sampleModule('one')]),
  )
  await world.learner(sam)
  await world.publish(renamed(2, 'Second'))
  expect(await emailed(world)).toEqual([
    'Was emailed the module “Module three” (three), version 1 (the journey has it no more).',
  ])
})

it('what counts is the version that was rendered: one that is current and not noticed yet is not it', async () => {
  const world = new World(monday)
  await world.publish()
  await world.signUp(sam)
  await world.settle()
  await world.deps.library.list()
  await journeyStore(world.table).publish(renamed(2, 'Second'), world.clock.now())
  await world.confirm(sam)
  world.clock.setTo(world.clock.now() + second)
  await world.settle()
  expect(await emailed(world)).toEqual(['Was emailed the module “Module one” (one), version 1.'])
})

it('of an email of which nobody knows the version no title of its day is told', async () => {
  const world = new World(monday)
  await world.publish()
  const record = await world.learner(sam)
  const titles = await titlesAsSent(world.deps.library, record)
  expect([titles('sample', 1, 'one'), titles('sample', 9, 'one'), titles('other', 1, 'one')]).toEqual([
    'Module one',
    undefined,
    undefined,
  ])
  const lost = { ...world.deps.library, version: async () => undefined }
  const everything = everythingAbout(record, { titles: await titlesAsSent(lost, record) })
  expect(everything.journeys[0]?.history[1]).toMatchObject({ moduleId: 'one', journeyVersion: 1 })
  expect(everything.journeys[0]?.history[1]).not.toHaveProperty('titleThen')
})

it('people download it so, in words and for programs', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  await world.publish(renamed(2, 'Second'))
  const send = website(world)
  const post = (link: string, action: string) =>
    send(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), action }))
  await post(mailedLink(world, sam, 'preferencesUrl'), 'private-link')
  await world.settle()
  const link = mailedLink(world, sam, 'privateUrl')
  const press = async (action: string) => (await post(link, action)).body
  const data = JSON.parse(await press('download'))
  expect(data.journeys[0].history[1]).toEqual({
    what: 'ModuleEmailed',
    at: expect.any(String),
    moduleId: 'one',
    journeyVersion: 1,
    titleThen: 'Module one',
  })
  const page = await press('download-to-read')
  expect(page).toContain(
    '<dt>Module</dt><dd>Second one</dd><dt>What it was called then</dt><dd>Module one</dd>',
  )
  expect(page).not.toContain('journeyVersion')
})

it('an operator exports it so', async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  const folder = await mkdtemp(join(tmpdir(), 'shiftworks-as-sent-'))
  const { json } = await operatorContext(world).run(['learner', sam, '--export', folder, '--json'])
  const [file = ''] = (json() as { files: string[] }).files
  const data = JSON.parse(await readFile(file, 'utf8'))
  await rm(folder, { recursive: true })
  expect(data.journeys[0].history[1]).toMatchObject({ moduleId: 'one', titleThen: 'Module one' })
})
