import { beforeEach, describe, expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { promptJourney } from '../support/doings.ts'
import { formPost, jsonPost } from '../support/http-event.ts'
import { signUpForm } from '../support/sign-up-form.ts'
import { stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const { confirmed, confirm } = enAccount
const { journeys } = enJoining
const agreed = signUpForm(sam)
const own = { ...agreed, firstName: 'Sam', role: 'Night porter', sector: 'ambulance', days: ['monday'] }
const strangers = { ...agreed, firstName: 'Eve', role: 'Nobody', sector: 'student', parts: ['night'] }

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await world.publish(sampleJourney('other'))
  send = website(world)
})

const signsUp = async (journey: string, form: Record<string, string | string[]> = own): Promise<number> => {
  const { status } = await send(formPost('/sign-up', { ...form, journey }))
  await world.settle()
  return status
}

/** The links of all emails of a kind that came to Sam, oldest first. */
const links = (kind: 'confirm' | 'join'): string[] =>
  world
    .inbox(sam)
    .filter(one => one.kind === kind)
    .map(({ data }) => data['confirmUrl']?.replace('https://learn.example.org', '') ?? '')

/** @returns the page that says what the press did. */
const press = async (link: string | undefined): Promise<string> => {
  const answer = await send(formPost('/confirm', { t: tokenOf(link ?? '') }))
  await world.settle()
  if (answer.status !== 303) return answer.body
  return (await send({ url: String(answer.headers['Location']) })).body
}

/** All that is kept about people for good; what was typed is kept for an hour besides. */
const rowsOfPeople = (): string =>
  JSON.stringify([...world.table.rows].filter(([key]) => key.startsWith('L#')))

const kindsOf = (journeyId: string) =>
  world.inbox(sam).flatMap(({ kind, journey }) => (journey === journeyId ? [kind] : []))

describe('a sign-up in the name of somebody who takes part, that nobody confirms', () => {
  it.each(['takes part', 'has left'])('is kept for 30 days and no longer, of who %s', async how => {
    await signsUp('sample')
    await press(links('confirm')[0])
    if (how === 'has left') await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.pass(2)
    await signsUp('other', strangers)
    await world.pass(29.5)
    const { learner: before } = await world.person(sam)
    expect(before.requests).toHaveLength(1)
    await world.pass(1)
    expect(rowsOfPeople()).not.toContain('Nobody')
    const { learner, details } = await world.person(sam)
    expect(learner.requests).toEqual([])
    expect([learner.status, details.firstName]).toEqual([before.status, 'Sam'])
  })
})

describe('somebody in one journey who signs up for another', () => {
  beforeEach(async () => {
    await signsUp('sample')
    await press(links('confirm')[0])
    world.clock.setTo(world.clock.now() + 25 * hour)
  })

  it('joins it with a press on a page that names it, and nothing that was filled in becomes theirs', async () => {
    const before = await world.person(sam)
    expect(await signsUp('other', strangers)).toBe(303)
    expect(kindsOf('other')).toEqual(['join'])
    expect(rowsOfPeople()).not.toContain('Eve')
    const unpressed = stored(world)
    const page = await send({ url: links('join')[0] ?? '' })
    expect(page.body).toContain(confirm.join('Journey other').title)
    expect(stored(world)).toBe(unpressed)
    expect(await press(links('join')[0])).toContain(confirmed.joined('Journey other').title)
    const { learner, details } = await world.person(sam)
    expect(details).toEqual(before.details)
    expect(learner).toMatchObject({
      preferences: before.learner.preferences,
      sector: 'ambulance',
      joined: [{ journeyId: 'other', consent: { wording: 'en-1', mechanism: 'page' } }],
    })
    expect(Object.keys(learner.enrolments).sort()).toEqual(['other', 'sample'])
    expect(await press(links('join')[0])).toContain(confirmed['done-before'].title)
  })

  it('gets the same answer from the form as anybody, and is asked by an email that is about that journey', async () => {
    const known = await send(formPost('/sign-up', { ...own, journey: 'other' }))
    const unknown = await send(formPost('/sign-up', { ...own, email: 'eve@example.org', journey: 'other' }))
    const about = ({ status, headers, body }: typeof known) => [
      status,
      String(headers['Location']).replace(/[0-9a-z]{24,}/, 'random'),
      body,
    ]
    expect(about(known)).toEqual(about(unknown))
  })

  it('is told by an email in that journey’s words that they follow it, or have finished it', async () => {
    await signsUp('other')
    await press(links('join')[0])
    world.clock.setTo(world.clock.now() + 25 * hour)
    await signsUp('other')
    expect(kindsOf('other').at(-1)).toBe('already-with-us')
    for (let passed = 0; passed < 20; passed += 1) {
      for (const module of ['one', 'two', 'three']) await world.done(sam, module, 'other')
      await world.pass(1)
    }
    await signsUp('other')
    expect(kindsOf('other').at(-1)).toBe('completed-already')
    expect((await world.person(sam)).learner.enrolments['other']?.phase.is).toBe('completed')
  })

  it('is started by the minute’s tick where the bus told nobody', async () => {
    await signsUp('other')
    world.broken.add('start-journey')
    await press(links('join')[0])
    expect((await world.person(sam)).learner.joining).toMatchObject([{ journeyId: 'other' }])
    await world.tick()
    expect((await world.person(sam)).learner.enrolments['other']).toBeDefined()
  })
})

it('two sign-ups for two journeys are both confirmed by their own links, the later one first', async () => {
  await signsUp('sample', own)
  await signsUp('other', strangers)
  expect(kindsOf('sample').concat(kindsOf('other'))).toEqual(['confirm', 'confirm'])
  expect(await press(links('confirm')[1])).toContain(confirmed.done.title)
  expect(await press(links('confirm')[0])).toContain(confirmed.joined('Journey sample').title)
  expect((await world.person(sam)).details.firstName).toBe('Eve')
  await world.pass(3)
  const modules = world.inbox(sam).filter(({ kind }) => kind === 'module_one')
  expect(modules.map(({ journey }) => journey)).toEqual(['other', 'sample'])
  expect(new Set(modules.map(({ at }) => new Date(at).toISOString().slice(0, 10))).size).toBe(2)
})

it('leaving one of two journeys stops its emails, and the other goes on', async () => {
  await signsUp('sample')
  await press(links('confirm')[0])
  await signsUp('other')
  await press(links('join')[0])
  await world.execute(sam, { type: 'LeaveJourney', journeyId: 'sample' })
  await world.pass(30)
  expect(kindsOf('sample').filter(kind => kind !== 'confirm')).toEqual(['module_one'])
  expect(kindsOf('other')).toContain('paused')
})

describe('the pages of journeys', () => {
  it('show all that there are, each with the way to its own form', async () => {
    const { status, body } = await send({ url: '/journeys?link=a-token' })
    expect(status).toBe(200)
    for (const id of ['sample', 'other']) expect(body).toContain(`href="/journeys/${id}?link=a-token"`)
  })

  it('are each in their own words and language, with their own form', async () => {
    const welsh = { ...promptJourney('gwaith'), about: '<p>Modylau byr</p>' }
    await world.publish({ ...welsh, sender: { ...welsh.sender, language: 'cy' } })
    const { status, body } = await send({ url: '/journeys/gwaith' })
    expect(status).toBe(200)
    expect(body).toContain('<h1 class="app-hero__title">Journey gwaith</h1>')
    expect(body).toContain('Modylau byr')
    expect(body).toContain('name="journey" value="gwaith"')
    expect(body).toContain('href="/journeys/other"')
  })

  it('are linked from the first page only where there are several', async () => {
    expect((await send({ url: '/' })).body).toContain('href="/journeys/other"')
    const alone = new World(monday)
    await alone.publish()
    expect((await website(alone)({ url: '/' })).body).not.toContain('/journeys')
  })

  it.each(['/?journey=nowhere', '/sign-up?journey=nowhere', '/journeys/nowhere', '/journeys/__proto__'])(
    'say that there is none of that name, and which there are: %s',
    async url => {
      const { status, body, headers } = await send({ url })
      expect(status).toBe(404)
      expect(body).toContain(journeys.unknown.title)
      expect(body).toContain('href="/journeys/other"')
      expect(body).not.toContain('<form')
      expect(headers['Cache-Control'] ?? headers['cache-control']).toBe('no-store')
    },
  )

  it('give a posted form for one that is not here no other in its place', async () => {
    const before = stored(world)
    const page = await send(formPost('/sign-up', { ...own, journey: 'nowhere' }))
    expect(page.status).toBe(422)
    expect(page.body).toContain(journeys.unknown.title)
    expect(page.body).not.toContain('name="journey"')
    const json = await send(jsonPost('/sign-up', { ...agreed, consent: true, journey: 'nowhere' }))
    expect([json.status, JSON.parse(json.body).errors]).toEqual([
      422,
      [{ field: 'journey', message: en.pages.problems['journey-unknown'] }],
    ])
    expect(stored(world)).toBe(before)
  })

  it('are offered where the one that the address means is not published', async () => {
    const others = new World(monday)
    await others.publish(sampleJourney('other'))
    const { status, body } = await website(others)({ url: '/' })
    expect([status, body.includes('href="/journeys/other"')]).toEqual([200, true])
    const none = await website(new World(monday))({ url: '/journeys' })
    expect([none.status, none.body.includes(en.pages.troubles['not-open'].title)]).toEqual([503, true])
  })

  it('keep the form to copy for the journey that it is asked for', async () => {
    const { body } = await send({ url: '/sign-up?journey=other' })
    expect(body).toContain('name=&quot;journey&quot; value=&quot;other&quot;')
  })
})
