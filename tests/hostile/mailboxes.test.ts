import { beforeEach, describe, expect, it } from 'vitest'
import { linkSigner } from '../../shared/adapters/links.ts'
import { EmailAddress, mailboxOf, normaliseAddress } from '../../shared/contracts/email-address.ts'
import { day, hour, minute, week } from '../../shared/domain/duration.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { addressPost, publishedWebsite, stored, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

/** 46 ways to write to one mailbox at Gmail. */
const spellings = ['gmail.com', 'googlemail.com'].flatMap(domain => [
  ...['samnight', 's.amnight', 'sa.mnight', 'sam.night', 's.a.m.n.i.g.h.t', 'SamNight', 'SAM.NIGHT'].map(
    name => `${name}@${domain}`,
  ),
  ...Array.from({ length: 16 }, (_, i) => `sam.night+${i}@${domain}`),
])

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
})

async function asks(email: string, more: Record<string, string> = {}): Promise<void> {
  const form = { ...signUpForm(email), ...more }
  expect((await send(formPost('/sign-up', form))).status).toBe(303)
  await world.settle()
}

/** When emails came to any of these, in milliseconds from the start. */
const cameTo = (emails: readonly string[]) =>
  world.ses.delivered.filter(({ to }) => emails.includes(to)).map(({ at }) => at)

/** The most of these in any stretch so long. */
const maxWithin = (moments: readonly number[], stretch: number) =>
  Math.max(0, ...moments.map(from => moments.filter(at => at >= from && at < from + stretch).length))

describe('account emails that anybody can cause', () => {
  it('are two an hour, three a day and five a week to one mailbox, however it is spelled', async () => {
    expect(spellings).toHaveLength(46)
    for (const email of spellings) await asks(email)
    await world.pass(16)
    const all = cameTo(spellings)
    expect(all.filter(at => at < monday + hour)).toHaveLength(2)
    expect([maxWithin(all, hour), maxWithin(all, day), maxWithin(all, week)]).toEqual([2, 3, 5])
  })

  it('wait for their turn and are not lost where two people share a mailbox', async () => {
    const people = [
      'ward+ann@example.org',
      'ward+ben@example.org',
      'ward+cleo@example.org',
      'ward@example.org',
    ]
    for (const email of people) await asks(email)
    await world.pass(2)
    expect(people.map(email => world.inbox(email).map(({ kind }) => kind))).toEqual(
      people.map(() => ['confirm']),
    )
    for (const email of people) await world.confirm(email)
    for (const email of people) expect((await world.person(email)).learner.status).toBe('active')
  })

  it('answer an honest second try within minutes', async () => {
    await asks('sam@example.org')
    world.clock.setTo(world.clock.now() + 4 * minute)
    await asks('sam@example.org')
    expect(cameTo(['sam@example.org'])).toHaveLength(2)
  })

  it('answer a button that was pressed three times once', async () => {
    for (let i = 0; i < 3; i += 1)
      await send(formPost('/sign-up', { ...signUpForm('sam@example.org'), firstName: 'Sam' }))
    await world.settle()
    await world.pass(1)
    expect(cameTo(['sam@example.org'])).toHaveLength(1)
  })

  it('hold nobody down by other dots than Gmail’s', async () => {
    for (const email of ['s.am@example.org', 'sa.m@example.org', 'sam@example.org']) await asks(email)
    expect(world.ses.delivered).toHaveLength(3)
  })

  it('are those that ask a stranger for a change of address, too', async () => {
    await world.learner('eve@example.org')
    const privateLink = async () => {
      await world.execute('eve@example.org', { type: 'RequestAccountEmail', kind: 'private-link' })
      await world.settle()
      return (
        world.inbox('eve@example.org').at(-1)?.data['privateUrl']?.replace('https://learn.example.org', '') ??
        ''
      )
    }
    for (const email of spellings.slice(0, 8)) {
      const link = await privateLink()
      await send(addressPost(link, email))
      await world.settle()
      world.clock.setTo(world.clock.now() + 5 * hour)
    }
    await world.pass(16)
    const all = cameTo(spellings)
    expect(all.length).toBeGreaterThan(2)
    expect(
      [maxWithin(all, hour), maxWithin(all, day), maxWithin(all, week)].map(
        (n, i) => n <= ([2, 3, 5][i] ?? 0),
      ),
    ).toEqual([true, true, true])
  })

  it('leave a row that says when it goes, and whose mailbox it is of to nobody', async () => {
    await asks('sam.night+x@gmail.com')
    const row = [...world.table.rows.values()].find(({ pk }) => pk.startsWith('mailbox#'))
    expect(row).toMatchObject({ pk: `mailbox#${world.addresses.ofMailbox('samnight@gmail.com')}`, v: 1 })
    expect(Number(row?.['ttl']) * 1000).toBeLessThanOrEqual(world.clock.now() + 8 * day)
    expect(JSON.stringify(row)).not.toMatch(/sam|night/)
  })
})

it.each([
  ['Sam.Night+ward@GoogleMail.com', 'samnight@gmail.com'],
  ['sam.night+a+b@example.org', 'sam.night@example.org'],
  ['...x@example.org', undefined],
])('%s is the mailbox %s', (email, mailbox) => {
  const parsed = EmailAddress.safeParse(email)
  expect(parsed.success ? mailboxOf(normaliseAddress(parsed.data)) : undefined).toBe(mailbox)
})

describe('the owner of a mailbox that strangers have used up', () => {
  const owner = 'sam@example.org'
  const path = (url = '') => url.replace('https://learn.example.org', '')

  /** The old link, days later, once strangers have filled in the form for its mailbox until nothing goes there at once. */
  async function usedUp(): Promise<string> {
    await asks(owner, { firstName: 'Eve' })
    const link = path(world.inbox(owner)[0]?.data['confirmUrl'])
    await world.pass(8)
    for (let i = 0; i < 12; i += 1) await asks(`sam+${i}@example.org`)
    const before = world.ses.delivered.length
    await asks(owner, { firstName: 'Sam' })
    await world.passTo(world.clock.now() + 5 * minute)
    expect(world.ses.delivered).toHaveLength(before)
    return link
  }

  /** What the page behind a link offers as the way to the form, and the token that its form would send. */
  async function formBehind(link: string): Promise<Record<string, string>> {
    const before = stored(world)
    const { body } = await send({ url: link })
    const way = /href="(\/\?link=[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    expect(way, 'the page offers a way to the form').toBeDefined()
    const form = await send({ url: way ?? '' })
    expect(form.headers['Cache-Control']).toBe('no-store')
    expect(stored(world)).toBe(before)
    return { link: /name="link" value="([^"]+)"/.exec(form.body)?.[1] ?? 'none' }
  }

  it('opens an old link, presses, and has a confirmation within a minute', async () => {
    const link = await usedUp()
    const hidden = await formBehind(link)
    const before = world.inbox(owner).length
    await asks(owner, { firstName: 'Samantha', ...hidden })
    await world.passTo(world.clock.now() + minute)
    expect(world.inbox(owner)).toHaveLength(before + 1)
    expect((await world.person(owner)).learner.requests.length).toBeGreaterThan(0)
  })

  it('is led to the form in the same way from the pages that say that they have left', async () => {
    await world.learner(owner)
    const { preferencesUrl } = world.inbox(owner).at(-1)?.data ?? {}
    await world.execute(owner, { type: 'Leave', via: 'page' })
    expect(tokenOf(path(preferencesUrl))).not.toBe('')
    expect(await formBehind(path(preferencesUrl))).toEqual({ link: tokenOf(path(preferencesUrl)) })
  })

  it('can do so as often as anybody, and no more', async () => {
    const hidden = await formBehind(await usedUp())
    const before = world.ses.delivered.length
    for (let i = 0; i < 6; i += 1) await asks(owner, { firstName: `Sam ${'abcdef'[i]}`, ...hidden })
    expect(world.ses.delivered).toHaveLength(before + 2)
  })

  it('is not kept out by who was forwarded an email, however often they press', async () => {
    const forwarded = await formBehind(await usedUp())
    const name = (who: string, i: number) => `${who} ${'abcdefghijklmnopqrstuvwxyz'[i]}`
    for (let i = 0; i < 24; i += 1) {
      await asks(owner, { firstName: name('Eve', i), ...forwarded })
      await world.passTo(world.clock.now() + 6 * hour)
    }
    const newest = await formBehind(path(world.inbox(owner).at(-1)?.data['confirmUrl']))
    const before = world.inbox(owner).length
    await asks(owner, { firstName: 'Samantha', ...newest })
    await world.passTo(world.clock.now() + minute)
    expect(world.inbox(owner)).toHaveLength(before + 1)
    for (let i = 0; i < 6; i += 1) await asks(owner, { firstName: name('Eva', i), ...forwarded })
    await asks(owner, { firstName: 'Sam', ...newest })
    await world.passTo(world.clock.now() + minute)
    expect(world.inbox(owner)).toHaveLength(before + 2)
  })

  it('gets no more than twice what strangers alone could send, with a forwarded link in their hands', async () => {
    const link = tokenOf(await usedUp())
    const from = world.clock.now()
    for (let i = 0; i < 8 * 24; i += 1) {
      const firstName = `Eve ${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${'abcdefghij'[Math.floor(i / 26)]}`
      await asks(owner, { firstName, link })
      await asks(`sam+${i}@example.org`)
      await world.passTo(world.clock.now() + hour)
    }
    const came = world.ses.delivered.filter(({ at }) => at >= from).map(({ at }) => at)
    expect(maxWithin(came, hour)).toBeLessThanOrEqual(4)
    expect([maxWithin(came, day), maxWithin(came, week)]).toEqual([6, 10])
  })

  it('has three a day, though each email that comes has a newer link', async () => {
    await usedUp()
    const from = world.clock.now()
    for (let i = 0; i < 60; i += 1) {
      const newest = await formBehind(path(world.inbox(owner).at(-1)?.data['confirmUrl']))
      await asks(owner, {
        firstName: `Sam ${'abcdefghij'[i % 10]}${'abcdef'[Math.floor(i / 10)]}`,
        ...newest,
      })
      await world.passTo(world.clock.now() + hour)
    }
    await world.pass(1)
    const came = cameTo([owner]).filter(at => at >= from)
    // Besides the three, those that strangers asked for, and that waited for their turn from the day before.
    expect(maxWithin(came, day)).toBeLessThanOrEqual(7)
    expect(came.length).toBeLessThan(20)
  })

  it.each([
    ['made up', async () => '1.1.WyJhIl0.c2lnbmF0dXJl'],
    ['a book', async () => 'x'.repeat(5000)],
    [
      'signed with keys that are gone',
      async () =>
        linkSigner({ current: '1', 1: 'x'.repeat(32) }).token({
          purpose: 'unsubscribe',
          learnerId: (await world.person(owner)).learner.id,
          epoch: '00000000',
        }),
    ],
    [
      'somebody else’s',
      async () => {
        await world.learner('eve@example.net')
        return tokenOf(path(world.inbox('eve@example.net')[0]?.data['confirmUrl']))
      },
    ],
    [
      'handed to a learning platform',
      async () => {
        const { id, epoch } = (await world.person(owner)).learner
        return world.deps.links.token({
          purpose: 'reference',
          learnerId: id,
          epoch,
          journeyId: 'sample',
          moduleId: 'one',
        })
      },
    ],
  ])('is nobody with a token that is %s: it waits like a stranger’s', async (_, tokenFrom) => {
    await usedUp()
    const link = await tokenFrom()
    const before = world.inbox(owner).length
    await asks(owner, { firstName: 'Samantha', link })
    await world.passTo(world.clock.now() + 5 * minute)
    expect(world.inbox(owner)).toHaveLength(before)
  })
})
