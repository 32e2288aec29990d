import { beforeEach, describe, expect, it } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, publishedWebsite, stored, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const texts = en.pages
const { saved } = enMyJourney

let world: World
let send: ReturnType<typeof website>
let browse: ReturnType<typeof website>

beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  browse = browsing(send)
  await world.learner(sam, { firstName: 'Samira', role: 'night porter' })
})

const link = () => mailedLink(world, sam, 'preferencesUrl')
const read = async (url = link()) => (await browse({ url })).body
const posted = (fields: Record<string, string>, to = link()) =>
  formPost('/my-journey', { t: tokenOf(to), ...fields })
const press = (fields: Record<string, string>, to = link()) => browse(posted(fields, to))
const onSample = (action: string) => ({ action, journey: 'sample' })
/** What a page says, without its marks. */
const words = (body: string): string => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const kinds = () => world.inbox(sam).map(({ kind }) => kind)

describe('my journey', () => {
  it('is opened from every email, by links to its old address too, and names nobody', async () => {
    expect(link()).toMatch(/^\/my-journey\?t=/)
    const old = link().replace('/my-journey', '/preferences')
    const page = await read()
    expect(await read(old)).toBe(page)
    expect(page).toContain(`<h1 class="govuk-heading-xl">${enMyJourney.title}`)
    expect(page).not.toMatch(/samira|porter|sam@example/i)
    const before = stored(world)
    await read()
    expect(stored(world)).toBe(before)
    const pressed = await browse(formPost('/preferences', { t: tokenOf(old), ...onSample('pause') }))
    expect(pressed.body).toContain(saved.paused)
  })

  it('says where they are, with each module that they have had, to read again by a link of its own', async () => {
    expect(words(await read())).toContain('0 of 3 modules done. You are at Module one')
    expect(await read()).toContain(enMyJourney.afterThis)
    await world.done(sam, 'one')
    await world.pass(3)
    const page = await read()
    expect(words(page)).toContain('1 of 3 modules done. You are at Module two')
    expect(page.split('1 of 3 modules done.')).toHaveLength(2)
    const links = [...page.matchAll(/href="(\/modules\/[^"]+)"/g)].map(([, url = '']) => url)
    expect([...new Set(links.map(url => url.split('?')[0]))].sort()).toEqual([
      '/modules/sample/one',
      '/modules/sample/two',
    ])
    for (const url of links) expect(await read(url)).toContain('Journey sample')
    expect(await read(links.find(url => url.includes('/one?')))).toContain(texts.module.done)
  })

  it('says when the next one comes, and why then', async () => {
    await world.done(sam, 'one')
    const page = await read()
    expect(page).toContain('Next comes “Module two”, on Wednesday 25 November, in the daytime.')
    expect(page).toContain('it comes 2 days after you have done the one before')
    const times = { action: 'times', pace: 'as-written', days: 'friday', parts: 'evening' }
    const friday = (await press(times)).body
    expect(friday).toContain('on Friday 27 November, in the evening.')
    expect(friday).toContain('you like emails on Friday, in the evening.')
  })

  it('says a break that they took since, and no more that they had an email that day', async () => {
    const [one, ...others] = sampleJourney().journey.modules
    const prompt = others.map(module => ({ ...module, after: { days: 0 } }))
    await world.publish(sampleJourney('sample', one ? [one, ...prompt] : prompt, 2))
    await world.pass(1 / 24)
    await world.done(sam, 'one')
    await world.passTo(world.clock.now() + 5 * minute)
    expect(await read()).toContain('That is because you get one email a day at most.')
    await world.execute(sam, {
      type: 'ChangePreferences',
      preferences: { pace: 'as-written', breakUntil: '2026-12-24' },
    })
    expect(await read()).toContain('That is because you asked for a break.')
  })

  it('says on which days a journey sends to who chose parts of the day alone', async () => {
    const { journey, ...rest } = sampleJourney()
    await world.publish({ ...rest, journey: { ...journey, version: 2, days: ['monday', 'thursday'] } })
    world.clock.setTo(world.clock.now() + minute)
    await world.done(sam, 'one')
    const { body } = await press({ action: 'times', pace: 'as-written', parts: 'night' })
    expect(body).toContain('on Thursday 26 November')
    expect(body).toMatch(
      /you like emails at night, and this journey sends its emails on Monday or Thursday\./,
    )
    const own = await press({ action: 'times', pace: 'as-written', days: 'friday', parts: 'night' })
    expect(own.body).not.toContain('this journey sends')
  })

  it('has everything to read again for who has finished', async () => {
    for (const module of ['one', 'two', 'three']) {
      await world.done(sam, module)
      await world.pass(3)
    }
    const page = await read()
    expect(page).toContain(enMyJourney.states.completed)
    expect(page).toContain('<details class="govuk-details" open>')
    for (const module of ['one', 'two', 'three']) expect(page).toContain(`/modules/sample/${module}?t=`)
    expect(page).not.toContain(enMyJourney['next-now'])
  })

  it('has what somebody had done before they left, when they come back', async () => {
    await world.done(sam, 'one')
    await world.execute(sam, { type: 'Leave', via: 'page' })
    await world.pass(2)
    await world.learner(sam)
    expect(await read()).toContain('/modules/sample/one?t=')
  })

  it('has a block for each journey, and each can be left alone', async () => {
    await world.publish(sampleJourney('other', [sampleModule('red', { after: { days: 0 } })]))
    await world.signUp(sam, { journeyId: 'other' })
    await world.settle()
    await world.confirm(sam)
    await world.settle()
    const page = await read()
    expect(page).toContain('id="journey-sample"')
    expect(page).toContain('id="journey-other"')
    const left = (await press({ action: 'leave-journey', journey: 'other' })).body
    expect(left).toContain(saved['journey-left'])
    expect(left).not.toContain('id="journey-other"')
    expect(left).not.toContain(enMyJourney.leaveOne.button)
  })
})

describe('in two journeys', () => {
  beforeEach(async () => {
    await world.publish(sampleJourney('other', [sampleModule('red', { after: { days: 0 } })]))
    await world.signUp(sam, { journeyId: 'other' })
    await world.settle()
    await world.confirm(sam)
    await world.settle()
  })

  it('a notice is of the journey whose button was pressed, names it, and goes when that is no longer so', async () => {
    const pressed = await send(posted(onSample('pause')))
    const page = String(pressed.headers['Location'])
    expect(await read(page)).toMatch(new RegExp(`${saved.paused}[^]*Journey sample[^]*<h1`))
    await press({ action: 'pause', journey: 'other' })
    expect(await read(page)).toContain(saved.paused)
    await press(onSample('resume'))
    expect(await read(page)).not.toContain(saved.paused)
  })
})

describe('a press on it', () => {
  it.each<[string, Record<string, string>]>([
    ['times', { action: 'times', pace: 'slower' }],
    ['a pause', onSample('pause')],
    ['going on', onSample('resume')],
    ['the next one', onSample('next-now')],
    ['the private link', { action: 'private-link' }],
    ['leaving', { action: 'leave' }],
  ])('for %s leads to the page by GET', async (_what, fields) => {
    const answer = await send(posted(fields))
    expect([answer.status, answer.body]).toEqual([303, ''])
    expect(String(answer.headers['Location'])).toMatch(/^\/my-journey\?t=/)
    // Who has left is not asked again.
    await world.execute(sam, { type: 'Leave', via: 'page' })
    expect((await send(posted(fields))).status).toBe(303)
  })

  it('that is a mistake is answered in place', async () => {
    const answer = await send(
      posted({ action: 'times', pace: 'slower', 'break-day': '31', 'break-month': '2' }),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toMatch(/<details class="govuk-details" open>[\s\S]*name="break-day"/)
  })
})

describe('going on after a pause', () => {
  it('says which module comes again, when, and has it to read now; and then it comes with a welcome', async () => {
    await world.pass(30)
    expect(kinds().at(-1)).toBe('paused')
    const resumeUrl = mailedLink(world, sam, 'resumeUrl')
    expect(await read(resumeUrl)).toContain(enMyJourney.states.paused)
    world.clock.setTo(Date.parse('2026-12-24T22:00:00Z'))
    const page = (await press(onSample('resume'), resumeUrl)).body
    expect(page).toContain(saved.resumed)
    expect(page).toMatch(/“Module one” comes to you once more, on Friday 25 December, in the daytime\./)
    const [, now = ''] = page.match(/href="(\/modules\/sample\/one\?t=[^"]+)"/) ?? []
    expect(await read(now)).toContain(texts.module.button)
    await world.pass(1)
    expect(kinds().at(-1)).toBe('module_one')
    expect(world.inbox(sam).at(-1)?.text).toContain('Welcome back, Samira.')
    await world.pass(20)
    expect(kinds().slice(-4)).toEqual(['module_one', 'reminder_one', 'short-reminder_one', 'paused'])
  })
})

describe('“send me the next one now”', () => {
  it('sends it at once, and says so only while it is so', async () => {
    await world.done(sam, 'one')
    world.clock.setTo(monday + day)
    expect(await read()).toContain(enMyJourney['next-now'])
    const answer = await send(posted(onSample('next-now')))
    const page = String(answer.headers['Location'])
    expect(await read(page)).toContain(saved['next-now'])
    expect(await read(page)).not.toContain(`value="next-now"`)
    await world.settle()
    expect(kinds()).toEqual(['confirm', 'module_one', 'module_two'])
    expect(await read(page)).toContain(saved['next-now'])
    expect((await press(onSample('next-now'))).body).toContain(saved['next-is-here'])
    world.clock.setTo(world.clock.now() + 11 * minute)
    expect(await read(page)).not.toContain(saved['next-now'])
  })

  it('has it come tomorrow to who has had an email today', async () => {
    await world.done(sam, 'one')
    const page = (await press(onSample('next-now'))).body
    expect(page).toContain(saved['next-later'])
    expect(page).toContain('on Tuesday 24 November')
    expect(page).toContain('because you asked for it')
    await world.pass(1)
    expect(kinds().at(-1)).toBe('module_two')
  })

  it('is a button that says apart, to who cannot see where it stands, of which journey it is', async () => {
    await world.done(sam, 'one')
    const [, button = ''] = /<button[^>]*>(Send me.*?)<\/button>/.exec(await read()) ?? []
    expect(button.replaceAll(/<[^>]*>/g, '')).toBe('Send me the next one now in the journey Journey sample')
  })

  it('is later by a break that was set since, and says so', async () => {
    await world.done(sam, 'one')
    await press(onSample('next-now'))
    const until = { 'break-day': '24', 'break-month': '12', 'break-year': '2026' }
    const { body } = await press({ action: 'times', pace: 'as-written', ...until })
    expect(body).toContain('on Thursday 24 December')
    expect(words(body)).toContain('On a break until Thursday 24 December. 1 of 3 modules done.')
    expect(body).toContain('because you asked for a break')
    expect(body).not.toContain(enMyJourney.states.running)
    expect(body).not.toContain('because you asked for it')
  })

  it('says what stands against it', async () => {
    expect((await press(onSample('next-now'))).body).toContain(saved['next-is-here'])
    await world.done(sam, 'one')
    const until = { 'break-day': '24', 'break-month': '12', 'break-year': '2026' }
    await press({ action: 'times', pace: 'as-written', ...until })
    expect((await press(onSample('next-now'))).body).toContain(saved['next-on-a-break'])
    await press(onSample('pause'))
    const atRest = (await press(onSample('next-now'))).body
    expect(atRest).toContain(saved['next-at-rest'])
    expect(atRest).not.toContain('banner--success')
    await world.done(sam, 'two')
    await world.done(sam, 'three')
    expect((await press(onSample('next-now'))).body).toContain(saved['journey-over'])
    expect((await send(posted({ action: 'next-now', journey: 'elsewhere' }))).status).toBe(422)
  })

  it('says that a break stands against it as long as one does', async () => {
    await world.done(sam, 'one')
    world.clock.setTo(Date.parse('2026-12-23T23:55:00Z'))
    const until = { 'break-day': '24', 'break-month': '12', 'break-year': '2026' }
    await press({ action: 'times', pace: 'as-written', ...until })
    const page = String((await send(posted(onSample('next-now')))).headers['Location'])
    expect(await read(page)).toContain(saved['next-on-a-break'])
    world.clock.setTo(world.clock.now() + 6 * minute)
    expect(await read(page)).not.toContain(saved['next-on-a-break'])
  })

  it('promises no moment to who has a module due while emails are held back', async () => {
    await world.done(sam, 'one')
    world.clock.setTo(monday + day)
    const answer = await send(posted(onSample('next-now')))
    const page = await read(String(answer.headers['Location']))
    expect(page).toContain(enMyJourney.comesSoon('Module two'))
    expect(page).not.toContain(enMyJourney.onItsWay('Module two'))
    expect(page).not.toContain('is on its way')
  })

  it('sends one email, however many press at one moment, in however many journeys, while a worker is at it', async () => {
    await world.publish(sampleJourney('other', [sampleModule('red', { after: { days: 1 } })]))
    await world.signUp(sam, { journeyId: 'other' })
    await world.settle()
    await world.confirm(sam)
    await world.settle()
    await world.done(sam, 'one')
    world.clock.setTo(monday + 20 * 60 * minute)
    const before = kinds().length
    const inBoth = ['sample', 'other', 'sample', 'other'].map(journey =>
      send(posted({ action: 'next-now', journey })),
    )
    const answers = await Promise.all([...inBoth, world.settle()])
    for (const answer of answers) if (answer) expect(answer.status).toBe(303)
    await world.settle()
    expect(kinds().slice(before)).toHaveLength(1)
    await world.pass(4)
    expect(
      kinds()
        .slice(before, before + 2)
        .sort(),
    ).toEqual(['module_red', 'module_two'])
  })
})
