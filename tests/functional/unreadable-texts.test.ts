import { beforeEach, describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { storeFirstText } from '../../shared/application/reflections/write.ts'
import { second } from '../../shared/domain/duration.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { en } from '../../shared/texts/en.ts'
import { enReflections } from '../../shared/texts/en-reflections.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'
import {
  shares,
  sharesApproved,
  shownIn,
  textOf,
  turnSharing,
  wording,
  writer,
  writingIn,
} from '../support/writers.ts'

const [sam, kim] = ['sam@example.org', 'kim@example.org']
const { page, form, voices } = enReflections

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
  await storeFirstText(writingIn(world), { ...place, epoch, wording, text: 'I asked.', isSure: true })
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

describe('a reader of a voice', () => {
  const words = 'I asked the porter.'
  let voice: string
  beforeEach(async () => {
    voice = (await sharesApproved(world, sam, words)) ?? ''
    world.clock.setTo(world.clock.now() + 11 * second)
  })

  const link = () => mailedLink(world, kim, 'readUrl')
  const see = async () => (await send()({ url: link() })).body
  const press = (action: string) =>
    send()(formPost(link().replace(/\?.*/, ''), { t: tokenOf(link()), action, voice }))
  const next = async () => {
    const run = await operatorContext(world).run(['reflections', 'next', 'sample', '--json'])
    return { toRead: run.json() as { text: string }[], remarks: run.stderr }
  }

  it('whose thanks cannot be kept is told so, and that we know of it', async () => {
    await spoil(`voice#${voice}`, { thanks: 'spoilt' })
    expect(await see()).toContain(words)
    const { status, body } = await press('thank')
    expect([status, body]).toEqual([503, expect.stringContaining(en.pages.troubles.unread.title)])
    expect(body).not.toContain(voices.said['voice-thanked'])
    expect(JSON.stringify(world.log)).toContain(`voice#${voice} voice cannot be read`)
  })

  it.each(['report', 'report-identifies'])(
    'has it hidden by %s where nobody can say how many did before, until a person looks',
    async action => {
      await spoil(`voice#${voice}`, { reports: 'spoilt' })
      const { status, body } = await press(action)
      expect([status, body]).toEqual([200, expect.stringContaining(voices.said['voice-hidden'])])
      expect(await see()).not.toContain(words)
      expect((await textOf(world, sam))?.sharing.is).toBe('reported')
      expect((await next()).remarks).toContain(voice)
      await spoil(`voice#${voice}`, { reports: [] })
      expect((await next()).toRead).toMatchObject([{ id: voice, text: words }])
    },
  )

  it('has it hidden where its text cannot be read, which a moderator is told, and reads once it can be', async () => {
    await spoil('reflection#', { _: 99 })
    const { status, body } = await press('report-identifies')
    expect([status, body]).toEqual([200, expect.stringContaining(voices.said['voice-hidden'])])
    world.clock.setTo(world.clock.now() + 11 * second)
    expect(await see()).not.toContain(words)
    expect(await next()).toMatchObject({ toRead: [], remarks: expect.stringContaining(voice) })
    await spoil('reflection#', { _: 1 })
    expect((await next()).toRead).toMatchObject([{ id: voice, text: words }])
    expect((await own(sam)).body).toContain(page.states.reported)
    const approve = ['reflections', 'approve', voice, '--reason', 'nothing is wrong with it', '--yes']
    expect((await operatorContext(world).run(approve)).code).toBe(0)
    expect(await shownIn(world)).toEqual([words])
    expect((await next()).toRead).toEqual([])
  })

  it('has it hidden where its writer cannot be read', async () => {
    await spoil(`L#${(await world.person(sam)).learner.id}`, { status: 'spoilt' }, 'profile')
    const { status, body } = await press('report-identifies')
    expect([status, body]).toEqual([200, expect.stringContaining(voices.said['voice-hidden'])])
    expect(await shownIn(world)).toEqual([])
  })

  it('hides nothing at once where it cannot be read whether they have lost that, and the report counts', async () => {
    const { id } = (await world.person(kim)).learner
    await barredStore(world.table).bar([id], 'reporting', world.clock.now())
    await spoil(`barred#${id}`, { at: 'spoilt' })
    const { status, body } = await press('report-identifies')
    expect([status, body]).toEqual([200, expect.stringContaining(voices.said['voice-reported'])])
    expect(await see()).toContain(words)
    expect((await world.deps.voices.find(voice))?.reports).toHaveLength(1)
  })
})

it('who may have lost sharing shares nothing while that cannot be read, and what they wrote is kept', async () => {
  const { id } = (await world.person(sam)).learner
  await barredStore(world.table).bar([id], 'sharing', world.clock.now())
  await spoil(`barred#${id}`, { at: 'spoilt' })
  const link = mailedLink(world, sam, 'readUrl')
  const fields = { t: tokenOf(link), action: 'reflect', reflection: 'I asked.', excerpt: 'I asked.' }
  const { status, body } = await send()(formPost(link.replace(/\?.*/, ''), fields))
  expect([status, body]).toEqual([200, expect.stringContaining(form.kept.title)])
  expect(body).not.toContain(form.shared)
  expect((await textOf(world, sam))?.sharing.is).toBe('private')
})
