import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../shared/adapters/random.ts'
import { makeInvitation } from '../../shared/application/own-invitation.ts'
import { invitationIdIn, invitationPath } from '../../shared/contracts/invitation.ts'
import { en } from '../../shared/texts/en.ts'
import { enInvitation } from '../../shared/texts/en-invitation.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { comesBy, hiddenIn, invitationOf, rowOf, signUpBy } from '../support/inviting.ts'
import { figuresAndRecount } from '../support/recount.ts'
import { mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const olu = 'olu@example.org'
const { greeting } = en.pages.signUp.invited

let world: World
let send: ReturnType<typeof website>
let link: string

beforeEach(async () => {
  world = new World(monday)
  await world.publish(
    sampleJourney('sample', [sampleModule('one', { after: { days: 0 } }), sampleModule('two')]),
  )
  send = website(world, { networkBudget: 1_000_000 })
  await world.learner(olu)
  link = await invitationOf(world, olu)
})

const people = async () => (await rowOf(world, link))?.['people'] ?? 0
const opened = async (url: string) => (await send({ url })).body

describe('a link to bring colleagues', () => {
  it('is made of chance alone: nothing of an address, of an id or of what is made of them is in it', async () => {
    const drawn = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstuvwxyz'),
      minLength: 16,
      maxLength: 16,
    })
    await fc.assert(
      fc.asyncProperty(fc.emailAddress(), drawn, async (email, id) => {
        const own = new World(monday)
        await own.publish()
        const address = email.length < 200 ? email.toLowerCase() : olu
        await own.learner(address).catch(() => own.learner(olu))
        const person = (await own.find(address)) ?? (await own.person(olu))
        await makeInvitation({ ...own.deps, random: { invitationId: () => id } }, person.learner.id, 0)
        const made = (await own.find(person.details.email))?.details.ownInvitation
        expect(made?.id).toBe(id)
        expect(invitationPath(id).replaceAll('-', '')).toBe(`/invited/${id}`)
        expect(invitationIdIn(invitationPath(id).slice('/invited/'.length))).toBe(id)
      }),
      { numRuns: 25 },
    )
  })

  it('has 80 bits, each letter as likely as any other, and none twice', () => {
    const ids = Array.from({ length: 5000 }, () => systemRandom.invitationId())
    expect(new Set(ids).size).toBe(ids.length)
    const seen = new Map<string, number>()
    for (const letter of ids.join('')) seen.set(letter, (seen.get(letter) ?? 0) + 1)
    expect(seen.size).toBe(32)
    // 80,000 letters: 2,500 of each, give or take six standard deviations.
    for (const [letter, count] of seen) expect(Math.abs(count - 2500), letter).toBeLessThan(300)
  })

  it('is not found by guessing, also from one that is known', async () => {
    const known = link.slice('/invited/'.length)
    const near = [...known].flatMap((letter, at) =>
      letter === '-'
        ? []
        : ['2', 'z'].filter(one => one !== letter).map(one => known.slice(0, at) + one + known.slice(at + 1)),
    )
    const plain = await opened('/invited/k7m4-q2pd-9xyz-abcd')
    for (const guess of [...near, ...Array.from({ length: 200 }, () => systemRandom.invitationId())])
      expect(await opened(`/invited/${guess}`)).toBe(plain)
  })

  it.each([
    '',
    '%00',
    '..%2f..',
    '__proto__',
    'constructor',
    'x'.repeat(3000),
    '💊'.repeat(8),
    '%ff%fe',
    "' or 1=1",
    '<b>',
  ])('is a page or none for an address that ends in “%s”, and never a fault', async name => {
    for (const url of [`/invited/${name}`, `/invited/${name}/poster`]) {
      const { status, body } = await send({ url })
      expect([200, 404, 400]).toContain(status)
      expect(body).not.toContain(greeting)
      expect(body).not.toContain('<b>')
    }
  })

  it('changes nothing when crawlers and the previews of chats open it', async () => {
    const before = stored(world)
    for (const method of ['GET', 'HEAD'])
      for (const url of [
        link,
        `${link}/poster`,
        `${link}/card?journey=sample&module=one`,
        `${link}?journey=sample`,
      ])
        for (const agent of ['facebookexternalhit/1.1', 'WhatsApp/2.23', 'Slackbot-LinkExpanding 1.0'])
          expect((await send({ method, url, headers: { 'user-agent': agent } })).status).toBe(200)
    expect(stored(world)).toBe(before)
  })

  it('is posted to by nobody', async () => {
    for (const url of [link, `${link}/poster`]) {
      const { status } = await send(formPost(url, { email: 'sam@example.org', consent: 'yes' }))
      expect([404, 405]).toContain(status)
    }
  })
})

describe('a stranger who wants to blow the count up', () => {
  it('fills in a thousand forms, and counts nothing', async () => {
    const fields = { ...hiddenIn(await opened(link)), consent: 'yes' }
    for (let n = 0; n < 1000; n += 1)
      await send(formPost('/sign-up', { ...fields, email: `nobody${n}@example.com` }))
    expect(await people()).toBe(0)
    expect((await figuresAndRecount(world)).figures['invited'] ?? 0).toBe(0)
  }, 60_000)

  it('has one mailbox by forty spellings, and reads what a mailbox gets in a week: five', async () => {
    for (let n = 0; n < 40; n += 1) await signUpBy(send, link, `sam+${n}@example.org`, `192.0.2.${n}`)
    await world.pass(7)
    for (let n = 0; n < 40; n += 1) {
      const address = `sam+${n}@example.org`
      if (world.inbox(address).length === 0) continue
      await send(formPost('/confirm', { t: tokenOf(mailedLink(world, address, 'confirmUrl')) }))
    }
    expect(await people()).toBeLessThanOrEqual(5)
    expect(await people()).toBeGreaterThan(0)
  })

  it('presses one confirmation a hundred times, and counts once', async () => {
    await signUpBy(send, link, 'sam@example.org')
    await world.settle()
    const t = tokenOf(mailedLink(world, 'sam@example.org', 'confirmUrl'))
    await Promise.all(Array.from({ length: 100 }, () => send(formPost('/confirm', { t }))))
    expect(await people()).toBe(1)
  })

  it('names a link in a program, and counts by a confirmation alone', async () => {
    const invitation = link.slice('/invited/'.length).replaceAll('-', '')
    const forged = [
      '',
      'x',
      '__proto__',
      invitation.toUpperCase(),
      `${invitation}x`,
      `${invitation}\u0000`,
      'k7m4q2pd9xyzabcd',
    ]
    for (const [n, name] of forged.entries()) {
      const email = `forged${n}@example.org`
      const fields = { ...hiddenIn(await opened('/')), email, consent: 'yes', invitation: name }
      expect((await send(formPost('/sign-up', fields))).status).toBe(303)
      await world.settle()
      await send(formPost('/confirm', { t: tokenOf(mailedLink(world, email, 'confirmUrl')) }))
      expect((await world.person(email)).learner.status).toBe('active')
    }
    expect(await people()).toBe(0)
  })
})

describe('a spy who comes by a link', () => {
  it('gets the same answer for an address that takes part, one that has left and one that nobody has', async () => {
    await world.learner('left@example.org')
    await world.execute('left@example.org', { type: 'Leave', via: 'page' })
    const shape = async (email: string) => {
      const { status, body, headers } = await signUpBy(send, link, email)
      return [status, body, String(headers['Location']).replace(/id=.*/, 'id=…')]
    }
    const answers = await Promise.all([olu, 'left@example.org', 'nobody@example.org'].map(shape))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  })

  it('sees on the page of whoever made it nothing of one who comes, at any count below ten', async () => {
    const t = tokenOf(mailedLink(world, olu, 'preferencesUrl'))
    const page = async () => opened(`/bring-a-colleague?t=${t}`)
    const before = await page()
    for (let n = 0; n < 9; n += 1) {
      await comesBy(world, send, link, `came${n}@example.org`)
      expect(await page()).toBe(before)
    }
    await comesBy(world, send, link, 'tenth@example.org')
    expect(await page()).toContain(enInvitation.came('10'))
  })
})
