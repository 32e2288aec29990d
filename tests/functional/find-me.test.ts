import { beforeEach, describe, expect, it } from 'vitest'
import type { Intent } from '../../shared/application/execute-command.ts'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { anOperator } from '../support/a-site.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, type Received, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = browsing(website(world))
})

const ask = (email: string, fields: Record<string, string> = {}): Promise<Received> =>
  send(formPost('/find-me', { email, ...fields }))

const linksTo = (email: string): number => world.inbox(email).filter(({ kind }) => kind === 'find-me').length

async function asked(email: string, fields: Record<string, string> = {}): Promise<number> {
  await ask(email, fields)
  await world.settle()
  return linksTo(email)
}

async function has(...intents: Intent[]): Promise<void> {
  await world.learner(sam)
  for (const intent of intents) await world.execute(sam, intent)
  await world.settle()
  world.clock.setTo(world.clock.now() + minute)
}

const leave: Intent = { type: 'Leave', via: 'page' }

describe('the page that asks for an address', () => {
  it('is there for everybody, and names who erases by hand before and after', async () => {
    const { status, body } = await send({ url: '/find-me' })
    expect(status).toBe(200)
    expect(body).toContain(enJoining.findMe.title)
    expect(body).toContain(
      `${enJoining.findMe.byHand.text} <a class="govuk-link" href="mailto:${anOperator.contact}"`,
    )
    expect((await ask(sam)).body).toContain(enJoining.findMe.byHand.text)
  })

  it('leads to a page that shows the address, from which it is corrected and asked for again', async () => {
    await has(leave)
    world.clock.setTo(world.clock.now() + hour)
    const page = await ask('sm@example.org')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<strong>sm@example.org</strong>')
    expect(page.body).toContain(enJoining.findMe.sent.paragraphs[0])
    const id = /name="id" value="(\w+)"/.exec(page.body)?.[1] ?? ''
    const corrected = await send(formPost('/sign-up/sent', { id, action: 'correct', email: sam }))
    expect(corrected.body).toContain(`<strong>${sam}</strong>`)
    await world.settle()
    expect(linksTo(sam)).toBe(1)
    const next = /name="id" value="(\w+)"/.exec(corrected.body)?.[1] ?? ''
    const again = await send(formPost('/sign-up/sent', { id: next, action: 'again', asked: '0' }))
    expect(again.body).toContain(enJoining.findMe.sent.asked.title)
    await world.settle()
    expect(linksTo(sam)).toBe(2)
  })

  it('asks in place for an address that is none, and about a slip, and keeps nothing', async () => {
    const before = stored(world)
    const wrong = await ask('sam@')
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain(texts.problems['email-no-domain'])
    expect(wrong.body).toMatch(/name="email"[^>]*value="sam@"/)
    expect((await send(formPost('/find-me', {}))).status).toBe(422)
    const slip = await ask('sam@gmial.com')
    expect(slip.status).toBe(422)
    expect(slip.body).toContain(enJoining.slip.title)
    expect(slip.body).toContain('action="/find-me"')
    expect(stored(world)).toBe(before)
  })

  it('is no form for other websites, and takes from what a network may send', async () => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await send(formPost('/find-me', { email: sam }, foreign))).status).toBe(403)
    const narrow = website(world, { networkBudget: 1 })
    expect((await narrow(formPost('/find-me', { email: sam }))).status).toBe(303)
    expect((await narrow(formPost('/find-me', { email: sam }))).status).toBe(429)
  })
})

describe('a private link comes', () => {
  it('to who has left: they download, and erase', async () => {
    await has(leave)
    expect(await asked(sam)).toBe(1)
    const link = mailedLink(world, sam, 'privateUrl')
    const page = await send({ url: link })
    expect(page.body).toContain(texts.left.open.title)
    const t = tokenOf(link)
    const file = await send(formPost('/my-journey', { t, action: 'download' }))
    expect(file.headers['Content-Disposition']).toContain('shiftworks-my-data')
    expect(JSON.parse(file.body)).toMatchObject({ email: sam, status: 'left' })
    const untold = await send(formPost('/my-journey', { t, action: 'erase' }))
    expect(untold.status).toBe(422)
    expect(untold.body).toContain(texts.problems['erase-unconfirmed'])
    const erased = await send(formPost('/my-journey', { t, action: 'erase', confirm: 'yes' }))
    expect(erased.body).toContain(enAccount.erased.done.title)
    expect(await world.find(sam)).toBeUndefined()
    expect(await asked(sam)).toBe(1)
  })

  it('to who takes part, with the way to stop all emails', async () => {
    await has()
    expect(await asked(sam)).toBe(1)
    expect((await send({ url: mailedLink(world, sam, 'privateUrl') })).body).toContain(
      enMyJourney.download.button,
    )
    const t = tokenOf(mailedLink(world, sam, 'unsubscribeUrl'))
    await send(formPost('/unsubscribe', { t }))
    expect((await world.person(sam)).learner.status).toBe('left')
  })

  it('for half an hour from when it was sent', async () => {
    await has(leave)
    await asked(sam)
    const url = mailedLink(world, sam, 'privateUrl')
    world.clock.setTo(world.clock.now() + 29 * minute)
    expect((await send({ url })).status).toBe(200)
    world.clock.setTo(world.clock.now() + 2 * minute)
    expect((await send({ url })).status).toBe(410)
  })

  it('and where it was asked from is kept until it has gone out, and no longer', async () => {
    await has(leave)
    const { allowance } = world.ses
    world.ses.allowance = { ...allowance, per24Hours: 4 }
    expect(await asked(sam)).toBe(0)
    expect((await world.person(sam)).details.origins).toHaveProperty(['find-me', 'network'])
    world.ses.allowance = allowance
    await world.passTo(world.clock.now() + 2 * hour)
    expect(linksTo(sam)).toBe(1)
    expect((await world.person(sam)).details).not.toHaveProperty('origins')
  })
})

describe('nothing goes', () => {
  const nothingFor: Record<string, Intent[]> = {
    bounced: [{ type: 'RecordBounce', lasting: true, code: 'permanent.general' }],
    complained: [{ type: 'RecordComplaint' }],
    suppressed: [{ type: 'Suppress' }],
    'left and suppressed': [leave, { type: 'Suppress' }],
    erased: [{ type: 'Erase' }],
  }
  it.each(Object.entries(nothingFor))('to somebody %s', async (_, intents) => {
    await has(...intents)
    const before = world.inbox(sam).length
    await asked(sam)
    await world.passTo(world.clock.now() + day)
    expect(world.inbox(sam)).toHaveLength(before)
  })

  it('to who only waits to confirm a sign-up, and to nobody; and nobody is stored for it', async () => {
    await world.signUp(sam)
    await world.settle()
    world.clock.setTo(world.clock.now() + 5 * minute)
    expect(await asked(sam)).toBe(0)
    expect(await asked('nobody@example.org')).toBe(0)
    expect(await world.find('nobody@example.org')).toBeUndefined()
    expect([...world.table.rows.keys()].join()).not.toMatch(/(^|,)sign-up#/)
  })

  it('to an address that somebody had before a change', async () => {
    await has()
    const record = await world.person(sam)
    expect(record.learner.status).toBe('active')
    await world.execute(sam, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const t = tokenOf(mailedLink(world, sam, 'privateUrl'))
    await send(formPost('/change-address', { t, email: 'new@example.org' }))
    await world.settle()
    await send(formPost('/confirm', { t: tokenOf(mailedLink(world, 'new@example.org', 'confirmUrl')) }))
    await world.settle()
    world.clock.setTo(world.clock.now() + minute)
    expect(await asked(sam)).toBe(0)
    expect(await asked('new@example.org')).toBe(1)
  })
})

it('a button that is pressed twice is one wish', async () => {
  await has(leave)
  await Promise.all([ask(sam), ask(sam)])
  await world.settle()
  expect(linksTo(sam)).toBe(1)
  expect(await asked(sam)).toBe(1)
})

describe('the limits of a mailbox', () => {
  it('hold: two an hour, three a day, five a week, together with sign-ups', async () => {
    await has(leave)
    world.clock.setTo(world.clock.now() + 8 * day)
    const counts: number[] = []
    for (let times = 0; times < 4; times += 1) {
      counts.push(await asked(sam))
      world.clock.setTo(world.clock.now() + 2 * minute)
    }
    expect(counts).toEqual([1, 2, 2, 2])
    await world.passTo(world.clock.now() + day)
    expect(linksTo(sam)).toBeLessThanOrEqual(3)
    await world.passTo(world.clock.now() + 6 * day)
    expect(linksTo(sam)).toBeLessThanOrEqual(5)
  })

  it('that strangers have used up keep out nobody who comes by a link of theirs', async () => {
    await has()
    const t = tokenOf(mailedLink(world, sam, 'unsubscribeUrl'))
    await world.execute(sam, leave)
    world.clock.setTo(world.clock.now() + 8 * day)
    for (let times = 0; times < 7; times += 1) {
      await asked(sam)
      world.clock.setTo(world.clock.now() + 2 * minute)
    }
    const before = linksTo(sam)
    expect(await asked(sam, { link: t })).toBe(before + 1)
  })
})

it('is linked from the page after leaving, with the link’s token, and from links that do nothing', async () => {
  await has(leave)
  const left = await send({ url: mailedLink(world, sam, 'unsubscribeUrl') })
  const [, to = ''] = /href="(\/find-me\?link=[^"]+)"/.exec(left.body) ?? []
  expect((await send({ url: to })).body).toMatch(/name="link" value="1\./)
  for (const url of ['/my-journey?t=x', '/confirm?t=x', '/privacy']) {
    const { body } = await send({ url })
    expect(/<main[\s\S]*<\/main>/.exec(body)?.[0]).toContain('href="/find-me"')
  }
})

describe('a broken link to unsubscribe', () => {
  it('asks for the address, and mails a link that stops all emails', async () => {
    await has()
    const page = await send({ url: '/unsubscribe?t=1.broken' })
    expect(page.status).toBe(404)
    expect(page.body).toContain(texts.unsubscribe.broken.title)
    expect(page.body).toContain('<form action="/find-me" method="post"')
    expect((await send(formPost('/unsubscribe', { t: 'x' }))).body).toContain(texts.unsubscribe.broken.title)
    await asked(sam)
    await send(formPost('/unsubscribe', { t: tokenOf(mailedLink(world, sam, 'unsubscribeUrl')) }))
    expect((await world.person(sam)).learner.status).toBe('left')
  })
})

it('a link that is asked for and then left behind goes no more', async () => {
  await has()
  await ask(sam)
  world.clock.setTo(world.clock.now() + minute)
  await world.execute(sam, leave)
  await world.passTo(world.clock.now() + hour)
  expect(linksTo(sam)).toBe(0)
})
