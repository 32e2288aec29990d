import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { leave } from '../../shared/application/leave.ts'
import { minute, second } from '../../shared/domain/duration.ts'
import { voiceOf } from '../../shared/domain/reflections/reflection.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { openConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'
import { textOf, turnSharing, writingIn } from '../support/writers.ts'

/** Stands in whatever is kept private, and in nothing that is shared. */
const marked = 'Quetzalcoatlus'
const excerpt = 'I listened first.'
const [sam, kim, lee, pat] = ['sam@example.org', 'kim@example.org', 'lee@example.org', 'pat@example.org']
const place = { journey: 'sample', module: 'one' }
const why = ['--reason', 'a test', '--yes']

let world: World
let operator: ReturnType<typeof operatorContext>
/** What all pages that are not its writer's said. */
const pages: string[] = []
/** What its writer saw behind the private link. */
const own: string[] = []

async function pressOwn(email: string, fields: Record<string, string>): Promise<void> {
  await world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const link = mailedLink(world, email, 'privateUrl')
  const browse = browsing(website(world, { findMarks: writingIn(world).findMarks }))
  own.push((await browse(formPost('/reflections', { t: tokenOf(link), ...place, ...fields }))).body)
}

/** Sent with “done”; what has to be looked at again comes back filled in, in that one answer, and is no page to keep. */
async function done(email: string, reflection: string, shared = excerpt): Promise<string> {
  const link = mailedLink(world, email, 'readUrl')
  const send = website(world, { findMarks: writingIn(world).findMarks })
  const { body } = await send(
    formPost(link.replace(/\?.*/, ''), { t: tokenOf(link), action: 'done', reflection, excerpt: shared }),
  )
  pages.push((await send({ url: link })).body)
  return body
}

/** A walk with everything that may be done to a text, and a row that cannot be read. */
beforeAll(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  operator = operatorContext(world)
  for (const email of [sam, kim, lee, pat]) {
    await world.learner(email)
    const words = email === pat ? 'I was afraid.' : excerpt
    expect(await done(email, `${marked}. ${words}`, words)).not.toContain(marked)
  }
  expect(await done(sam, `${marked}, otherwise.`)).toContain(marked)
  await pressOwn(sam, { action: 'save', reflection: `${marked} once more, and I was afraid. ${excerpt}` })
  const voice = voiceOf((await textOf(world, sam)) ?? expect.fail('Nothing was kept.')) ?? ''
  await operator.run(['reflections', 'redact', voice, '--words', 'I listened.', ...why])
  await pressOwn(sam, { action: 'agree' })
  await operator.run(['reflections', 'approve', voice, ...why])
  await spoil(kim)
  world.clock.setTo(world.clock.now() + 11 * second)
  await leave(writingIn(world), (await world.person(kim)).learner.id, 'page')
  for (let tick = 0; tick < 6; tick += 1) {
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    await world.settle()
  }
})

/** A row whose text has become too long to be read. */
async function spoil(email: string): Promise<void> {
  const { learner } = await world.person(email)
  const row = [...world.table.rows.values()].find(({ pk }) => pk === `reflection#${learner.id}`)
  if (!row) return expect.fail('Nothing was kept.')
  await world.table.write({ put: { ...row, text: `${marked} `.repeat(100) } })
}

const folder = mkdtempSync(join(tmpdir(), 'private-text-'))
const closers: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

/** Every page of the console to which another leads. */
async function walkConsole(): Promise<string[]> {
  const { address, origin, close } = await openConsole(world)
  closers.push(close)
  const first = await fetch(address, { redirect: 'manual' })
  const headers = { cookie: (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
  const { learner } = await world.person(sam)
  const [met, bodies, next] = [new Set<string>(), [] as string[], ['/', `/learner/${learner.id}`]]
  while (next.length > 0 && met.size < 60) {
    const path = next.shift() ?? ''
    if (met.has(path)) continue
    met.add(path)
    const body = await (await fetch(`${origin}${path}`, { headers })).text()
    bodies.push(body)
    next.push(...[...body.matchAll(/href="(\/[^"#?]*)/g)].map(([, href = '']) => href))
  }
  return bodies
}

it('is with its writer: so the walk would find it', () => {
  expect(own.join('\n')).toContain(marked)
  expect(JSON.stringify([...world.table.rows.values()])).toContain(marked)
})

it('is in no log, also where its row cannot be read', () => {
  expect(world.log.filter(({ message }) => message.includes('waits to be cleared')).length).toBeGreaterThan(0)
  expect(JSON.stringify(world.log)).not.toContain(marked)
})

it('is in no event, stream, dead letter or email', () => {
  const streamed = JSON.stringify(world.table.stream.map(({ newImage }) => newImage))
  expect(streamed).toContain('ModuleCompleted')
  expect(streamed).not.toContain(marked)
  expect(JSON.stringify([world.published, world.deadLettered, world.ses.delivered])).not.toContain(marked)
})

it('is on no page behind the link of an email', () => {
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.join('\n')).not.toContain(marked)
})

const commands = [
  ['status'],
  ['status', '--json'],
  ['learner', sam],
  ['learner', sam, '--json'],
  ['learner', sam, '--export', join(folder, 'sam')],
  ['reflections', 'next', 'sample'],
  ['reflections', 'next', 'sample', '--at-risk', '--json'],
  ['reflections', 'next', 'sample', '--json'],
  ['reconcile'],
  ['reconcile', '--json'],
  ['report'],
  ['report', '--json'],
  ['audit'],
  ['audit', '--json'],
  ['dead-letters', 'list'],
  ['export', '--journey', 'sample', '--out', join(folder, 'people.csv')],
]
it.each(commands.map(args => [args.join(' '), args] as const))(
  'is printed by no command: %s',
  async (_, args) => {
    const { code, stdout, stderr } = await operator.run(args)
    expect([0, 1], stderr).toContain(code)
    expect(stdout + stderr).not.toBe('')
    expect(stdout + stderr).not.toContain(marked)
  },
)

it('is in no file that a command writes', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile())
  expect(files.length).toBeGreaterThan(2)
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name), 'utf8'), name).not.toContain(marked)
})

it('is on no page of the console', async () => {
  const consolePages = await walkConsole()
  expect(consolePages.length).toBeGreaterThan(10)
  expect(consolePages.join('\n')).not.toContain(marked)
})

it('is not what a moderator reads, who reads on where one cannot be read', async () => {
  const { stdout, stderr } = await operator.run(['reflections', 'next', 'sample', '--json'])
  expect(JSON.parse(stdout)).toMatchObject([{ text: excerpt }])
  expect(stderr).toContain('Left out, because this version cannot read them')
  const urgent = (await operator.run(['reflections', 'next', 'sample', '--at-risk', '--json'])).json()
  expect(urgent).toMatchObject([{ text: 'I was afraid.' }])
})
