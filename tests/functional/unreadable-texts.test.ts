import { beforeEach, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { keepFirst } from '../../shared/application/reflections/write.ts'
import { second } from '../../shared/domain/duration.ts'
import { enReflections } from '../../shared/texts/en-reflections.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'
import {
  shares,
  sharesApproved,
  shownIn,
  turnSharing,
  wording,
  writer,
  writingIn,
} from '../support/writers.ts'

const [sam, kim] = ['sam@example.org', 'kim@example.org']
const { page, form } = enReflections

let world: World
beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  for (const email of [sam, kim]) await writer(world, email)
  world.clock.setTo(world.clock.now() + 11 * second)
})

const send = () => browsing(website(world))

async function own(email: string) {
  await world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  return send()({ url: mailedLink(world, email, 'privateUrl').replace('/my-journey', '/reflections') })
}

async function spoil(begins: string, set: Record<string, unknown>, which = ''): Promise<void> {
  const rows = [...world.table.rows.values()].filter(
    ({ pk, sk }) => pk.startsWith(begins) && sk.includes(which),
  )
  expect(rows).toHaveLength(1)
  for (const { pk, sk } of rows) await world.table.write({ update: { pk, sk }, set })
}

it('who looks at what they wrote sees what can be read, and that one text cannot', async () => {
  await shares(world, sam, 'I asked.')
  await shares(world, sam, 'I listened.', { journeyId: 'sample', moduleId: 'two' })
  await spoil('reflection#', { _: 99 }, 'two')
  const { status, body } = await own(sam)
  expect(status).toBe(200)
  for (const words of ['I asked.', page.notRead(1)]) expect(body).toContain(words)
  await spoil('reflection#', { sharing: 'spoilt' }, 'one')
  const none = (await own(sam)).body
  expect(none).toContain(page.notRead(2))
  expect(none).not.toContain(page.none)
  expect(JSON.stringify(world.log)).toContain('reflection#')
})

it('who shared a text sees it where its excerpt’s own row cannot be read', async () => {
  const voice = await shares(world, sam, 'I asked.')
  await spoil(`voice#${voice}`, { thanks: 'spoilt' })
  const { status, body } = await own(sam)
  expect([status, body]).toEqual([200, expect.stringContaining('I asked.')])
})

it('who writes again where their text cannot be read is done with the module, keeps what was there, and is told', async () => {
  const { id: learnerId, epoch } = (await world.person(sam)).learner
  const place = { learnerId, journeyId: 'sample', moduleId: 'two' }
  await keepFirst(writingIn(world), { ...place, epoch, wording, text: 'I asked.', isSure: true })
  await spoil('reflection#', { _: 99 })
  await world.pass(4)
  const link = mailedLink(world, sam, 'readUrl')
  const fields = { t: tokenOf(link), action: 'done', reflection: 'Once more.' }
  const { status, body } = await send()(formPost(link.replace(/\?.*/, ''), fields))
  expect([status, body]).toEqual([422, expect.stringContaining(form.problems.unreadable)])
  const { learner } = await world.person(sam)
  expect(learner.enrolments['sample']?.done).toContain('two')
  expect(JSON.stringify([...world.table.rows.values()])).toContain('I asked.')
  expect(JSON.stringify(world.log)).toContain(`reflection#${learnerId}`)
})

it('an excerpt whose own row cannot be read keeps no moderator from the others, who is told of it', async () => {
  const voice = await shares(world, sam, 'I asked.')
  await shares(world, kim, 'I listened.')
  await spoil(`voice#${voice}`, { learnerId: 7 })
  const next = await operatorContext(world).run(['reflections', 'next', 'sample', '--json'])
  expect([next.code, next.json()]).toMatchObject([0, [{ text: 'I listened.' }]])
  expect(next.stderr).toContain(voice)
})

it('texts and excerpts that cannot be read are listed by reconcile, without a word of theirs', async () => {
  const voice = await shares(world, sam, 'I asked.')
  await spoil(`voice#${voice}`, { learnerId: 7 })
  await spoil('reflection#', { _: 99 })
  const found = (await operatorContext(world).run(['reconcile', '--json'])).json()
  expect(found).toMatchObject({ counts: { unreadable: 2 } })
  expect(JSON.stringify(found)).not.toContain('asked')
})

it('one text that cannot be read keeps no other of its writer from being taken back or away, and is told', async () => {
  const two = { journeyId: 'sample', moduleId: 'two' }
  for (const email of [sam, kim]) {
    await world.done(email, 'two')
    await shares(world, email, 'I asked.')
    await sharesApproved(world, email, `I listened, says ${email}.`, two)
  }
  const samsId = (await world.person(sam)).learner.id
  for (const email of [sam, kim])
    await spoil(`reflection#${(await world.person(email)).learner.id}`, { sharing: 'spoilt' }, 'one')
  await erase(world.deps, world.addresses, samsId)
  await leave(world.deps, (await world.person(kim)).learner.id, 'one-click')
  await world.tick()
  expect(await shownIn(world, two)).toEqual([])
  const rows = JSON.stringify([...world.table.rows.values()])
  expect(rows).not.toContain(`I listened, says ${sam}`)
  expect(JSON.stringify(world.log)).toContain(`reflection#${samsId} sample#one cannot be read`)
})
