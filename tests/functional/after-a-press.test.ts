import { beforeEach, describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import {
  addressPost,
  mailedLink,
  publishedWebsite,
  stored,
  tokenOf,
  wayToMyJourney,
  type website,
} from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [sam, kim] = ['sam@example.org', 'kim@example.org']
const texts = en.pages
const resumed = enMyJourney.saved.resumed

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  await world.learner(sam)
})

const press = (link: string, fields: Record<string, string> = {}) =>
  send(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), ...fields }))

/** Where a press sends a browser on to; it has to be a page of ours. */
async function sentOn(link: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await press(link, fields)
  expect(answer.status, answer.body).toBe(303)
  expect(answer.body).toBe('')
  return String(answer.headers['Location'])
}

const read = async (url: string) => (await send({ url })).body

/** Pauses, and goes on by the button on a module's page. */
async function goOn(email = sam): Promise<string> {
  await world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })
  return sentOn(mailedLink(world, email, 'readUrl'), { action: 'resume' })
}

describe('a press on "go on"', () => {
  it('leads to the module, which says so for ten minutes, however often it is loaded, and changes nothing', async () => {
    const page = await goOn()
    expect(page).toMatch(/^\/modules\/sample\/one\?t=[^&]+&n=[^&]+$/)
    const before = stored(world)
    expect(await read(page)).toContain(resumed)
    world.clock.setTo(world.clock.now() + 9 * minute)
    expect(await read(page)).toContain(resumed)
    world.clock.setTo(world.clock.now() + 2 * minute)
    expect(await read(page)).not.toContain(resumed)
    expect(await read(page)).toContain(texts.module.button)
    expect(stored(world)).toBe(before)
  })

  it('is not spoken of any more once they have paused again, or are reached no more', async () => {
    const page = await goOn()
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    expect(await read(page)).not.toContain(resumed)
    expect(await read(page)).toContain(texts.module.paused.title)
    const again = await goOn()
    await world.execute(sam, { type: 'RecordComplaint' })
    expect(await read(again)).not.toContain(resumed)
  })

  it('is spoken of to nobody else, and by no address that somebody made up', async () => {
    await world.learner(kim)
    const mine = mailedLink(world, kim, 'readUrl')
    const theirs = new URLSearchParams((await goOn()).split('?')[1]).get('n') ?? ''
    const { learnerId, epoch } = { learnerId: (await world.person(kim)).learner.id, epoch: 'earlier0' }
    const expiresAt = world.clock.now() + minute
    const ofEarlierLife = world.deps.links.token({
      purpose: 'notice',
      learnerId,
      epoch,
      notice: 'resumed',
      expiresAt,
    })
    for (const n of ['resumed', theirs, ofEarlierLife, `${theirs}x`, tokenOf(mine), ''])
      expect(await read(`${mine}&n=${encodeURIComponent(n)}`)).not.toContain(resumed)
  })

  it('does nothing where the journey is not published any more, and both pages say why', async () => {
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    const stale = mailedLink(world, sam, 'readUrl')
    const isThere = [{ attribute: 'pk', is: 'present' }] as const
    await world.table.write({ delete: { pk: 'journeys', sk: 'sample' }, when: isThere })
    world.clock.setTo(world.clock.now() + minute)
    const before = stored(world)
    const page = await read(await sentOn(stale, { action: 'resume' }))
    expect(page).toContain(texts.module.closed.title)
    const pressed = { action: 'resume', journey: 'sample' }
    const myJourney = await press(mailedLink(world, sam, 'preferencesUrl'), pressed)
    expect(myJourney.status).toBe(422)
    expect(myJourney.body).toContain(texts.problems['journey-closed'])
    expect(stored(world)).toBe(before)
  })

  it('shows who has left a journey that is not published any more what is so for them', async () => {
    const link = mailedLink(world, sam, 'readUrl')
    await world.execute(sam, { type: 'Leave', via: 'page' })
    const isThere = [{ attribute: 'pk', is: 'present' }] as const
    await world.table.write({ delete: { pk: 'journeys', sk: 'sample' }, when: isThere })
    world.clock.setTo(world.clock.now() + minute)
    const page = await read(link)
    expect(page).toContain(texts.module.left.gone)
    for (const other of ['closed', 'retired'] as const) expect(page).not.toContain(texts.module[other].text)
  })

  it('hands out a notice that opens nothing', async () => {
    const notice = new URLSearchParams((await goOn()).split('?')[1]).get('n') ?? ''
    for (const path of ['/modules/sample/one', '/preferences', '/unsubscribe', '/confirm', '/erased']) {
      const answer = await send({ url: `${path}?t=${notice}` })
      const { link, unsubscribe } = texts
      expect(answer.body, path).toContain((path === '/unsubscribe' ? unsubscribe.broken : link.wrong).title)
    }
  })
})

describe('leaving by the button of the page', () => {
  const link = () => mailedLink(world, sam, 'unsubscribeUrl')

  it('leads to the page, which says what is so until they sign up anew', async () => {
    const page = await sentOn(link())
    expect(await read(page)).toContain(texts.left.done.title)
    world.clock.setTo(world.clock.now() + 60 * minute)
    expect(await read(page)).toContain(texts.left.done.title)
    await world.pass(2)
    await world.learner(sam)
    expect(await read(page)).toContain(texts.unsubscribe.button)
  })

  it('is answered on the spot where a mail program presses (RFC 8058, section 3.1)', async () => {
    const answer = await send(formPost(link(), { 'List-Unsubscribe': 'One-Click' }))
    expect(answer.status).toBe(200)
    expect((await world.person(sam)).learner.status).toBe('left')
  })
})

async function privateLink(): Promise<string> {
  await press(mailedLink(world, sam, 'preferencesUrl'), { action: 'private-link' })
  await world.settle()
  return mailedLink(world, sam, 'privateUrl')
}

describe('erasing', () => {
  it('leads to a page that tells of it, and later of what is so', async () => {
    const link = await privateLink()
    const page = await sentOn(link, { action: 'erase', confirm: 'yes' })
    for (let times = 0; times < 2; times += 1) expect(await read(page)).toContain(enAccount.erased.done.title)
    const again = await sentOn(link, { action: 'erase', confirm: 'yes' })
    expect(await read(again)).toContain(enAccount.erased['done-before'].title)
    world.clock.setTo(world.clock.now() + 11 * minute)
    expect(await read(page)).toContain(enAccount.erased['done-before'].title)
  })

  it('leaves an old link to unsubscribe, which does not say that who has signed up anew gets no emails', async () => {
    const link = await privateLink()
    const old = mailedLink(world, sam, 'unsubscribeUrl')
    await sentOn(link, { action: 'erase', confirm: 'yes' })
    await world.learner(sam)
    const body = await read(old)
    expect(body).toContain(en.pages.left['not-a-learner'].title)
    expect(body).not.toMatch(/you get no emails|no more emails/i)
    expect((await world.person(sam)).learner.status).toBe('active')
  })
})

describe('a change of address', () => {
  const [next, old] = ['new@example.org', sam]
  const { asked, none } = enAccount.newAddress

  /** Where asking for an address leads to. */
  async function ask(link: string, email: string): Promise<string> {
    const answer = await send(addressPost(link, email))
    expect(answer.status, answer.body).toBe(303)
    return String(answer.headers['Location'])
  }

  it('is asked for on a page that then names the new address, and lets it be corrected', async () => {
    const link = await privateLink()
    const here = `/change-address?t=${tokenOf(link)}`
    expect(await read(here)).toContain(none.title)
    expect(wayToMyJourney(await read(here))).toBe(`/my-journey?t=${tokenOf(link)}`)
    expect(await ask(link, 'sam@exmaple.org')).toBe(here)
    const before = stored(world)
    for (let times = 0; times < 2; times += 1) {
      const page = await read(here)
      expect(page).toContain(asked.title)
      expect(page).toContain(`${asked.address} <strong>sam@exmaple.org</strong>`)
    }
    expect(stored(world)).toBe(before)
    await world.settle()
    expect(await read(await ask(link, next))).toContain(`<strong>${next}</strong>`)
    await world.settle()
    expect(world.inbox('sam@exmaple.org')).toHaveLength(1)
    expect(
      (await send(formPost('/confirm', { t: tokenOf(mailedLink(world, next, 'confirmUrl')) }))).status,
    ).toBe(303)
    expect((await world.person(next)).details.email).toBe(next)
    expect((await send({ url: here })).status).toBe(410)
  })

  it('is asked about where the new address looks like a slip, and mistakes are answered in place', async () => {
    const link = await privateLink()
    const before = stored(world)
    const slip = await send(addressPost(link, 'sam@gmial.com'))
    expect([slip.status, slip.body]).toEqual([422, expect.stringContaining(enJoining.slip.title)])
    const same = await send(addressPost(link, sam))
    expect([same.status, same.body]).toEqual([422, expect.stringContaining(texts.problems['address-same'])])
    expect(stored(world)).toBe(before)
    const asTyped = { t: tokenOf(link), email: 'sam@gmial.com', asTyped: 'sam@gmial.com' }
    expect((await send(formPost('/change-address', asTyped))).status).toBe(303)
  })

  it('is promised to nobody whose mailbox takes no emails any more', async () => {
    const link = await privateLink()
    await world.execute(sam, { type: 'RecordBounce', lasting: true, code: '5.1.1' })
    const answer = await send(addressPost(link, next))
    expect([answer.status, answer.body]).toEqual([422, expect.stringContaining(texts.problems.unreachable)])
    expect(answer.body).not.toContain(asked.title)
  })

  it('is confirmed and undone by presses that lead to pages, each of which says what is so when it is loaded again', async () => {
    await ask(await privateLink(), next)
    await world.settle()
    const confirmed = await sentOn(mailedLink(world, next, 'confirmUrl'))
    expect(await read(confirmed)).toContain(enAccount.addressConfirmed.title)
    await world.settle()
    const undone = await sentOn(mailedLink(world, old, 'undoUrl'))
    expect(await read(undone)).toContain(enAccount.addressUndone.title)
    expect(await read(confirmed)).toContain(texts.link.withdrawn.title)
  })
})
