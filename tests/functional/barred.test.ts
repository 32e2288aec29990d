import { beforeEach, describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { report } from '../../shared/application/reflections/readers.ts'
import { day } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from '../support/a-site.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'
import {
  shares,
  sharesApproved,
  shownIn,
  shownVoice,
  turnSharing,
  writer,
  writingIn,
} from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org']
const why = ['--reason', 'again', '--yes']
const { bars } = en.pages.reflections.page

let world: World
let operator: ReturnType<typeof operatorContext>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await turnSharing(world, true)
  operator = operatorContext(world)
})

/** What somebody sees behind their private link, and downloads there. */
async function own(email: string): Promise<{ page: string; download: string }> {
  await world.execute(email, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const link = mailedLink(world, email, 'privateUrl')
  const send = website(world)
  const { body } = await send({ url: link.replace('/my-journey', '/reflections') })
  const file = await send({
    method: 'POST',
    url: '/my-journey',
    body: new URLSearchParams({ t: tokenOf(link), action: 'download' }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  return { page: body, download: file.body }
}

const bar = (voice: string, from: 'sharing' | 'reporting') =>
  operator.run(['reflections', 'bar', voice, '--from', from, ...why])

describe('a writer who has lost sharing', () => {
  let voice: string
  beforeEach(async () => {
    await writer(world, sam)
    voice = (await sharesApproved(world, sam, 'Buy this.')) ?? ''
  })

  it('is shown to nobody any more, can share nothing, and reads why and how to object', async () => {
    expect((await own(sam)).page).not.toContain(bars.sharing.title)
    expect((await bar(voice, 'sharing')).code).toBe(0)
    expect(await shownIn(world)).toEqual([])
    expect(await shares(world, sam, 'Buy that.')).toBeUndefined()
    const { page, download } = await own(sam)
    expect(page).toContain(bars.sharing.title)
    expect(page).toContain('22 November 2028')
    expect(page.split(bars.sharing.title)[1]).toContain(aSite.operator.contact)
    expect(page).not.toContain(en.pages.reflections.page.share)
    expect(JSON.parse(download)).toMatchObject({
      barredFrom: { sharing: expect.stringMatching(/^2026-11-23/) },
    })
    const trail = (await operator.run(['audit', '--json'])).json()
    expect(trail).toContainEqual(expect.objectContaining({ what: 'reflections bar', why: 'again' }))
    expect(JSON.stringify(trail)).not.toContain(sam)
  })

  it('has still lost it once erased and back with another spelling, until 24 months are over', async () => {
    await bar(voice, 'sharing')
    const { learner } = await world.person(sam)
    await erase(writingIn(world), world.addresses, learner.id)
    await world.settle()
    await writer(world, 'Sam+again@example.org')
    expect(await shares(world, 'Sam+again@example.org', 'Buy that.')).toBeUndefined()
    const rows = [...world.table.rows.values()].filter(({ pk }) => pk.startsWith('barred#'))
    expect(rows.length).toBe(2)
    for (const { at, ttl } of rows) expect(Number(ttl)).toBe(Math.ceil((Number(at) + 730 * day) / 1000))
    expect(JSON.stringify(rows)).not.toMatch(/sam|example/i)
    world.clock.setTo(world.clock.now() + 730 * day)
    expect(await shares(world, 'Sam+again@example.org', 'I listened.')).toBeDefined()
  })

  it('has it back when an operator agrees with what they say', async () => {
    await bar(voice, 'sharing')
    expect((await operator.run(['reflections', 'unbar', sam, '--from', 'reporting', ...why])).code).not.toBe(
      0,
    )
    expect((await operator.run(['reflections', 'unbar', sam, '--from', 'sharing', ...why])).code).toBe(0)
    expect(await shares(world, sam, 'I listened.')).toBeDefined()
    expect((await own(sam)).page).not.toContain(bars.sharing.title)
  })
})

describe('a reader whose reports hide nothing at once', () => {
  const reports = async (email: string, voice: string, reason: 'identifies-somebody' | 'other') =>
    report(
      writingIn(world),
      await shownVoice(world.deps, voice),
      (await world.person(email)).learner.id,
      reason,
    )
  const approve = (voice: string) => judgeVoice(world.deps, voice, { is: 'approve' }, async () => true)

  it('counts together with others, reads so, and others hide as before', async () => {
    await writer(world, sam)
    await writer(world, kim)
    await world.learner('ana@example.org')
    const voice = (await sharesApproved(world, sam, 'I listened.')) ?? ''
    expect(await reports(kim, voice, 'identifies-somebody')).toBe(true)
    expect((await bar(voice, 'reporting')).stdout).toContain('1 reader')
    await approve(voice)
    await writer(world, 'other@example.org')
    const another = (await sharesApproved(world, 'other@example.org', 'I asked.')) ?? ''
    expect(await reports(kim, another, 'identifies-somebody')).toBe(false)
    expect(await shownIn(world)).toEqual(['I asked.', 'I listened.'])
    const { page } = await own(kim)
    expect(page).toContain(bars.reporting.title)
    expect(page).not.toContain(bars.sharing.title)
    expect(await reports('ana@example.org', another, 'identifies-somebody')).toBe(true)
  })

  it('and nobody’s report hides once more what a person has approved after it', async () => {
    await writer(world, sam)
    for (const email of [kim, 'ana@example.org', 'jo@example.org', 'max@example.org'])
      await world.learner(email)
    const voice = (await sharesApproved(world, sam, 'I listened.')) ?? ''
    for (const email of [kim, 'ana@example.org', 'jo@example.org']) await reports(email, voice, 'other')
    expect(await shownIn(world)).toEqual([])
    await approve(voice)
    expect(await reports(kim, voice, 'identifies-somebody')).toBe(false)
    expect(await reports('max@example.org', voice, 'other')).toBe(false)
    expect(await shownIn(world)).toEqual(['I listened.'])
    expect(await reports('max@example.org', voice, 'identifies-somebody')).toBe(true)
    expect(await shownIn(world)).toEqual([])
  })
})
