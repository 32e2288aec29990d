import { beforeEach, describe, expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import { originOf } from '../../shared/store/learner-record.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { browsing, publishedWebsite, stored, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const agreed = signUpForm(sam)
const own = { ...agreed, firstName: 'Sam', role: 'Night porter', sector: 'ambulance', days: ['monday'] }
const strangers = { ...agreed, firstName: 'Eve', role: 'Nobody', sector: 'student', parts: ['night'] }

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
})

/** The links of all confirmations that came to Sam, oldest first. */
const confirmLinks = () =>
  world
    .inbox(sam)
    .filter(({ kind }) => kind === 'confirm')
    .map(({ data }) => data['confirmUrl']?.replace('https://learn.example.org', '') ?? '')

const press = (link: string | undefined) => browsing(send)(formPost('/confirm', { t: tokenOf(link ?? '') }))

async function asksBy(form: Record<string, string | string[]>): Promise<void> {
  expect((await send(formPost('/sign-up', form))).status).toBe(303)
  await world.settle()
  world.clock.setTo(world.clock.now() + 25 * hour)
}

describe('a sign-up that waits', () => {
  it('is not rewritten by a stranger: its own link confirms what its owner filled in, and their consent', async () => {
    const askedAt = world.clock.now()
    await asksBy(own)
    await asksBy(strangers)
    await press(confirmLinks()[0])
    const { learner, details } = await world.person(sam)
    expect(details).toEqual({
      email: sam,
      addressHash: details.addressHash,
      firstName: 'Sam',
      role: 'Night porter',
    })
    expect(learner).toMatchObject({
      status: 'active',
      sector: 'ambulance',
      preferences: { days: ['monday'] },
      consent: { wording: 'en-1', mechanism: 'page', at: askedAt },
    })
    expect(learner.preferences).not.toHaveProperty('parts')
  })

  it('keeps what a stranger filled in first apart from what its owner does', async () => {
    await asksBy(strangers)
    await asksBy(own)
    await press(confirmLinks()[1])
    expect((await world.person(sam)).details).toMatchObject({ firstName: 'Sam', role: 'Night porter' })
    const before = stored(world)
    const answer = await press(confirmLinks()[0])
    expect(answer.body).toContain(enAccount.confirmed['in-already'].title)
    expect(stored(world)).toBe(before)
    // The page after the stranger's form shows it to the stranger, by an id that nobody else has, for an hour.
    const others = [...world.table.rows.values()].filter(({ pk }) => !pk.startsWith('sent-page#'))
    expect(JSON.stringify(others)).not.toContain('Eve')
  })

  it('shows its owner what was filled in before they confirm it, harmlessly', async () => {
    await asksBy({ ...own, role: '<b>Porter</b>' })
    const { body } = await send({ url: confirmLinks()[0] ?? '' })
    for (const shown of ['Journey sample', 'Sam', '&lt;b&gt;Porter&lt;/b&gt;', 'Ambulance service', 'Monday'])
      expect(body).toContain(shown)
    expect(body).not.toContain('<b>')
  })

  it('says that something was filled in only where it was', async () => {
    await world.signUp(sam)
    await world.settle()
    const { body } = await send({ url: confirmLinks()[0] ?? '' })
    expect(body).toContain('Journey sample')
    expect(body).not.toContain(enAccount.confirm.asked.heading)
  })

  it('of who has left changes nothing of theirs, and their old links do what they did', async () => {
    await world.learner(sam, { firstName: 'Sam' })
    await world.execute(sam, { type: 'Leave', via: 'page' })
    world.clock.setTo(world.clock.now() + 48 * hour)
    const before = await world.person(sam)
    await asksBy(strangers)
    const { learner, details } = await world.person(sam)
    const { requests: _, ...kept } = details
    expect(kept).toEqual(before.details)
    expect(learner).toMatchObject({
      status: 'left',
      epoch: before.learner.epoch,
      consent: before.learner.consent,
    })
    const twice = [await press(confirmLinks().at(-1)), await press(confirmLinks().at(-1))]
    expect(twice.map(({ body }) => body.includes('<h1 class="govuk-heading-l">'))).toEqual([true, true])
    expect(twice[0]?.body).toContain(enAccount.confirmed.done.title)
    expect(twice[1]?.body).toContain(enAccount.confirmed['done-before'].title)
  })

  it('is written to without a word of whoever filled it in', async () => {
    await asksBy(own)
    expect(JSON.stringify(world.inbox(sam))).not.toMatch(/"Sam"|Hello Sam|porter/i)
  })

  it('keeps, for as long as it waits, from which network it was asked and to which domain it goes', async () => {
    await asksBy(own)
    const email = { kind: 'confirm', occurrence: 0, id: 'any' } as const
    expect(originOf(await world.person(sam), email)).toEqual({
      network: world.addresses.ofNetwork('192.0.2.7'),
      domain: world.addresses.ofDomain(sam),
      mailbox: world.addresses.ofMailbox(sam),
    })
    await press(confirmLinks()[0])
    expect((await world.person(sam)).details).not.toHaveProperty('requests')
  })

  it('goes to the address as it was typed for it', async () => {
    await send(formPost('/sign-up', { ...own, email: 'SAM@example.org' }))
    await world.settle()
    expect(world.inbox('SAM@example.org')).toHaveLength(1)
  })
})

describe('a name', () => {
  it.each([
    'Dr. J. Ní Bhriain',
    'J.R.R. Tolkien',
    'O’Brien',
    "D'Arcy",
    'Anne-Marie',
    'Nguyễn Thị',
    '李小龍',
    'مریم‌السادات',
    'Gal·la',
    'ジョン・スミス',
    'Mª José',
    'हरिवंश राय',
    'สมชาย',
  ])('of any script is a name: %s', async firstName => {
    expect((await send(formPost('/sign-up', { ...agreed, firstName }))).status).toBe(303)
  })

  it.each([
    'evil.com',
    'ｅｖｉｌ。ｃｏｍ',
    'ｅｖｉｌ．ｃｏｍ',
    'evil․com',
    'evil｡com',
    'e​vil.com',
    'x.рф',
    'bit.ly',
    't.co',
    'PAY http://evil.example',
    'see www evil',
    'eve@evil',
    'a/b',
    '07700 900123',
    '٠٧٧٠٠٩٠٠١٢٣',
    'Sam 🌸🌸🌸',
    'Sam\nEve',
    '...',
    'Dr.Ng',
    `Z${'̵'.repeat(9)}`,
  ])('is nothing that can be followed, called or shouted: %j', async firstName => {
    const before = stored(world)
    for (const answer of [
      await send(formPost('/sign-up', { ...agreed, firstName })),
      await send(jsonPost('/sign-up', { ...agreed, consent: true, firstName })),
    ])
      expect(answer.status).toBe(422)
    expect(stored(world)).toBe(before)
  })

  it.each([
    'Band 5 nurse, ward 7',
    'ICU/ITU',
    'A&E, 2019-2023',
    'Porter (nights), e.g. Mondays',
    'Ph.D. student',
  ])('and a role is in anybody’s own words: %s', async role => {
    expect((await send(formPost('/sign-up', { ...agreed, role }))).status).toBe(303)
  })

  it.each([
    'evil.com',
    'see http://x',
    'ｅｖｉｌ。ｃｏｍ',
    '07700 900 123',
    'eve@evil',
    'mailto:x',
    '192.0.2.1',
  ])('nor is a role: %s', async role => {
    expect((await send(formPost('/sign-up', { ...agreed, role }))).status).toBe(422)
  })
})
