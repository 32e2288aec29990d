import { beforeEach, describe, expect, it } from 'vitest'
import { parseHistory } from '../../shared/store/history.ts'
import { statisticsOf } from '../../shared/store/statistics.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages
/** One write unit holds 1 KB, and a row of 400 KB takes no press any more. */
const maxBytes = 4 * 1024

let world: World
let send: ReturnType<typeof website>
let forwarded: string

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = browsing(website(world))
  await world.learner(sam)
  forwarded = mailedLink(world, sam, 'preferencesUrl')
})

const press = (link: string, fields: Record<string, string> = {}) =>
  send(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), ...fields }))

/** What a stranger with somebody's email can press as often as they like; each in turn changes something. */
const mischief = (round: number) => [
  { action: 'times', pace: round % 2 ? 'slower' : 'as-written' },
  { action: 'pause', journey: 'sample' },
  { action: 'resume', journey: 'sample' },
  { action: 'private-link' },
]

async function makeMischief(rounds: number): Promise<number[]> {
  const statuses: number[] = []
  for (let round = 0; round < rounds; round += 1)
    for (const fields of mischief(round)) statuses.push((await press(forwarded, fields)).status)
  return statuses
}

const largestRow = () =>
  Math.max(
    ...[...world.table.rows.values()]
      .filter(({ pk }) => pk.startsWith('L#'))
      .map(row => JSON.stringify(row).length),
  )

/** A link that is newer than the forwarded one: the next module brings one. */
async function newerLink(): Promise<string> {
  await world.done(sam, 'one')
  await world.pass(3)
  return mailedLink(world, sam, 'preferencesUrl')
}

describe('a forwarded preferences link', () => {
  it('fills no row, however long it is played with, and the figures stay exact', async () => {
    for (let day = 0; day < 60; day += 1) {
      await makeMischief(12)
      await world.pass(1)
    }
    expect(largestRow()).toBeLessThan(maxBytes)
    const { rows } = await world.person(sam)
    const told = world.published.filter(({ type }) => type === 'JourneyPaused').length
    const counted = statisticsOf('sample', parseHistory(rows.enrolments['sample']?.history ?? ''))
    expect(counted.filter(({ name }) => name === 'event.JourneyPaused')).toHaveLength(told)
  })

  it('is refused kindly after twenty changes a day, and writes nothing then', async () => {
    const statuses = await makeMischief(8)
    expect(statuses.slice(0, 20)).not.toContain(500)
    expect(statuses).toContain(429)
    const before = stored(world)
    const page = await press(forwarded, { action: 'times', pace: 'slower', days: 'monday' })
    expect([page.status, page.body]).toEqual([
      429,
      expect.stringContaining(texts.troubles['pressed-often'].title),
    ])
    expect((await press(forwarded, { action: 'pause', journey: 'sample' })).status).toBe(429)
    for (let i = 0; i < 5; i += 1) await press(forwarded, { action: 'private-link' })
    expect(stored(world)).toBe(before)
    await world.pass(1.1)
    expect((await press(forwarded, { action: 'times', pace: 'slower', days: 'monday' })).status).toBe(200)
  })
})

describe('what a forwarded link cannot use up', () => {
  it('is what a newer email may change', async () => {
    const newer = await newerLink()
    await makeMischief(12)
    const times = { action: 'times', pace: 'slower', days: 'monday' }
    expect((await press(forwarded, times)).status).toBe(429)
    expect((await press(newer, times)).body).toContain(enMyJourney.saved['times-saved'])
  })

  it('is a private link that the owner asks for, in an email that the mischief itself brought', async () => {
    for (let i = 0; i < 9; i += 1) {
      await press(forwarded, { action: 'private-link' })
      await world.settle()
      world.clock.setTo(world.clock.now() + 1000)
    }
    const accountEmails = () => world.inbox(sam).filter(({ kind }) => kind === 'private-link').length
    expect(accountEmails()).toBe(5)
    const own = mailedLink(world, sam, 'privateUrl')
    expect((await press(own, { action: 'private-link' })).body).toContain(enAccount.privateLinkSent.title)
    await world.settle()
    expect(accountEmails()).toBe(6)
    expect((await press(forwarded, { action: 'private-link' })).status).toBe(429)
  })

  it('is a module done, erasing, and unsubscribing', async () => {
    await makeMischief(12)
    await world.settle()
    const module = mailedLink(world, sam, 'readUrl')
    expect((await press(module, { action: 'done' })).body).toContain(texts.module.done)
    const own = mailedLink(world, sam, 'privateUrl')
    const unsubscribe = mailedLink(world, sam, 'unsubscribeUrl')
    expect((await press(unsubscribe)).body).toContain(texts.left.done.title)
    expect((await press(own, { action: 'erase', confirm: 'yes' })).body).toContain(
      enAccount.erased.done.title,
    )
  })
})
