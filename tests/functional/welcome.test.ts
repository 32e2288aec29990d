import { beforeEach, describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import {
  browsing,
  mailedLink,
  type Received,
  stored,
  tokenOf,
  wayToMyJourney,
  website,
} from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages

let world: World
let send: ReturnType<typeof website>
let browse: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish(
    sampleJourney('sample', [
      sampleModule('one', { after: { days: 0 } }),
      sampleModule('crews', { onlyFor: ['ambulance'] }),
      sampleModule('two'),
    ]),
  )
  send = website(world)
  browse = browsing(send)
})

/** Where a press sends a browser on to. */
const sentOnTo = (answer: Received): string => {
  expect(answer.status, answer.body).toBe(303)
  return String(answer.headers['Location'])
}

/** Signs up with an address and nothing else, and presses the button. @returns the page that follows. */
async function confirms(): Promise<string> {
  await world.signUp(sam)
  await world.settle()
  const link = mailedLink(world, sam, 'confirmUrl')
  return sentOnTo(await send(formPost('/confirm', { t: tokenOf(link) })))
}

const says = (page: string, fields: Record<string, string>, browser = browse) =>
  browser(formPost('/welcome', { t: tokenOf(page), ...fields }))

describe('who confirms a sign-up', () => {
  it('is in, with an address and a tick alone, and is sent on to the page that asks for the rest', async () => {
    const page = await confirms()
    expect(page).toMatch(/^\/welcome\?t=/)
    expect((await world.person(sam)).learner.status).toBe('active')
    const { status, body } = await send({ url: page })
    expect(status).toBe(200)
    expect(body).toContain(enAccount.confirmed.done.title)
    for (const name of ['sector', 'firstName', 'role', 'days', 'parts'])
      expect(body).toContain(`name="${name}"`)
    expect(body).toContain(texts.signUp.sector.hint)
  })

  it('finds where they are from there, also where no email leads to it yet, and nothing private', async () => {
    const way =
      wayToMyJourney((await send({ url: await confirms() })).body) ?? expect.fail('There is no way.')
    const { status, body } = await send({ url: way })
    expect([status, body]).toEqual([200, expect.stringContaining(enMyJourney.title)])
    expect(body).not.toContain(enMyJourney.erase.button)
  })

  it('may say one thing after another, sees it saved, and may load the page again', async () => {
    const page = await confirms()
    const answer = await says(page, { sector: 'ambulance' }, send)
    const next = sentOnTo(answer)
    expect(next).not.toContain('ambulance')
    for (const _ of ['once', 'again']) {
      const { body } = await send({ url: next })
      expect(body).toContain(enAccount.details.saved['details-saved'])
      expect(body).toMatch(/value="ambulance" selected/)
    }
    expect((await says(page, { firstName: 'Zoë' })).body).toContain('value="Zoë"')
    expect((await says(page, { role: 'Night porter' })).body).toContain('value="Night porter"')
    await says(page, { days: 'monday', parts: 'evening' })
    const { learner, details } = await world.person(sam)
    expect(learner).toMatchObject({
      sector: 'ambulance',
      preferences: { pace: 'as-written', days: ['monday'], parts: ['evening'] },
    })
    expect(details).toMatchObject({ firstName: 'Zoë', role: 'Night porter' })
  })

  it('loses nothing that was typed: one button saves all of it, and says what is so', async () => {
    const page = await confirms()
    const { body: form } = await send({ url: page })
    expect(form.match(/<form[^>]+action="\/welcome"/g)).toHaveLength(1)
    const typed = { sector: '', firstName: 'Zoë', role: 'Night porter', times: 'shown', days: 'monday' }
    expect((await says(page, typed)).body).toContain(enAccount.details.saved['details-saved'])
    const { details, learner } = await world.person(sam)
    expect(details).toMatchObject({ firstName: 'Zoë', role: 'Night porter' })
    expect(learner.preferences).toEqual({ pace: 'as-written', days: ['monday'] })
    const before = stored(world)
    expect((await says(page, typed)).body).toContain(enAccount.details.saved['details-same'])
    expect(stored(world)).toBe(before)
  })

  it('takes each back by leaving it blank', async () => {
    const page = await confirms()
    await says(page, { firstName: 'Zoë' })
    await says(page, { sector: 'student' })
    expect((await says(page, { firstName: ' ' })).body).toContain(enAccount.details.saved['details-saved'])
    await says(page, { sector: '' })
    const { learner, details } = await world.person(sam)
    expect([learner.sector, details.firstName]).toEqual([undefined, undefined])
  })

  it('keeps what was typed where something is wrong with it, and nothing changes', async () => {
    const page = await confirms()
    const before = stored(world)
    const { status, body } = await says(page, { firstName: 'www.example.org' })
    expect(status).toBe(422)
    expect(body).toContain(texts.problems['first-name-wrong'])
    expect(body).toContain('value="www.example.org"')
    expect((await says(page, { action: 'nothing' })).body).toContain(enAccount.details.saved['details-same'])
    expect(stored(world)).toBe(before)
  })

  it('is greeted by name, and gets what is for where they work', async () => {
    const page = await confirms()
    await world.settle()
    await says(page, { firstName: 'Zoë' })
    await says(page, { sector: 'ambulance' })
    await world.done(sam, 'one')
    await world.pass(4)
    const email = world.inbox(sam).at(-1)
    expect(email?.data['readUrl']).toContain('/modules/sample/crews')
    expect(email?.data['greetingText']).toBe('Hello Zoë,')
  })

  it('tells the bus, the logs and the addresses none of it', async () => {
    const page = await confirms()
    await says(page, { role: 'Night porter' })
    const next = sentOnTo(await says(page, { firstName: 'Zoë' }, send))
    await world.settle()
    for (const told of [next, JSON.stringify(world.published)]) expect(told).not.toMatch(/Zo|porter/)
    const events = [...world.table.rows.values()].map(row => [row['f'], row['h']])
    expect(JSON.stringify(events)).not.toMatch(/Zo|porter/)
  })
})

describe('the page after confirming', () => {
  it('is handed out once: the link in the email, pressed again, shows nothing of anybody', async () => {
    const page = await confirms()
    await says(page, { firstName: 'Zoë' })
    const link = mailedLink(world, sam, 'confirmUrl')
    const again = sentOnTo(await send(formPost('/confirm', { t: tokenOf(link) })))
    expect(again).toMatch(/^\/confirm\?/)
    for (const url of [again, link]) {
      const { body } = await send({ url })
      expect(body).toContain(enAccount.confirmed['done-before'].title)
      expect(body).not.toContain('Zoë')
      expect(body).not.toContain('<form')
    }
  })

  it('works for half an hour, for its own purpose and in the life that it is of', async () => {
    const page = await confirms()
    expect((await send({ url: page.replace('/welcome', '/details') })).status).toBe(404)
    expect((await send({ url: page.replace('/welcome', '/preferences') })).status).toBe(404)
    world.clock.setTo(world.clock.now() + 31 * minute)
    const before = stored(world)
    expect((await send({ url: page })).status).toBe(410)
    expect((await says(page, { sector: 'student' })).status).toBe(410)
    expect(stored(world)).toBe(before)
  })

  it('opens nothing any more once they have left, or were erased', async () => {
    const page = await confirms()
    await world.execute(sam, { type: 'Leave', via: 'page' })
    expect((await send({ url: page })).body).toContain(texts.left.done.title)
    await says(page, { role: 'Porter' })
    expect((await world.person(sam)).details.role).toBeUndefined()
    await world.execute(sam, { type: 'Erase' })
    expect((await send({ url: page })).status).toBe(410)
  })

  it('takes in twenty changes a day, and says so kindly', async () => {
    const page = await confirms()
    for (let i = 0; i < 20; i += 1) await says(page, { role: `Porter ${'ab'[i % 2]}` })
    const { body } = await says(page, { role: 'One more' })
    expect(body).toContain(texts.troubles['pressed-often'].title)
    expect((await world.person(sam)).details.role).toBe('Porter b')
  })

  it('says so to whom no email may reach, and promises none', async () => {
    const page = await confirms()
    await world.execute(sam, { type: 'Suppress' })
    const { body } = await send({ url: page })
    expect(body).toContain(texts.unreachable.title)
    expect(body).not.toContain(enAccount.confirmed.done.paragraphs[0])
    await says(page, { firstName: 'Zoë' })
    expect((await world.person(sam)).details.firstName).toBe('Zoë')
  })
})

describe('who has left and comes back', () => {
  it('has what they had said before, but for a break, unless they say otherwise', async () => {
    const preferences = { pace: 'slower', days: ['monday'], breakUntil: '2027-01-01' } as const
    await world.learner(sam, { firstName: 'Sam', role: 'Porter', sector: 'student' })
    await world.execute(sam, { type: 'ChangePreferences', preferences: { ...preferences, days: ['monday'] } })
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.learner(sam, { role: 'Night porter' })
    const { learner, details } = await world.person(sam)
    expect(learner).toMatchObject({ status: 'active', sector: 'student' })
    expect(learner.preferences).toEqual({ pace: 'slower', days: ['monday'] })
    expect(details).toMatchObject({ firstName: 'Sam', role: 'Night porter' })
  })
})

describe('details behind the private link', () => {
  it('are shown and corrected for ever', async () => {
    await world.learner(sam, { firstName: 'Sam', role: 'Porter', sector: 'student' })
    await world.execute(sam, { type: 'RequestAccountEmail', kind: 'private-link' })
    await world.settle()
    const t = tokenOf(mailedLink(world, sam, 'privateUrl'))
    const { body } = await send({ url: `/details?t=${t}` })
    for (const value of ['value="Sam"', 'value="Porter"', 'value="student" selected'])
      expect(body).toContain(value)
    expect(body).not.toContain('name="days"')
    const corrected = await browse(formPost('/details', { t, firstName: 'Samira' }))
    expect(wayToMyJourney(corrected.body)).toBe(`/my-journey?t=${t}`)
    expect(corrected.body).toContain(enAccount.details.saved['details-saved'])
    expect((await world.person(sam)).details.firstName).toBe('Samira')
  })
})
