import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { World } from '../../tools/simulation/world.ts'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { promptJourney } from '../support/doings.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { isDeliveryPaused } from '../support/holds.ts'
import {
  countStops,
  type Focused,
  focused,
  runAxe,
  scrollWidth,
  startOver,
  unfold,
} from '../support/in-page.ts'
import { openConsole } from '../support/operator-console.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** Where pictures for the docs go, when somebody asks for them: `SCREENSHOTS=docs/images npx vitest run …`. */
const pictures = process.env['SCREENSHOTS']
const violations: string[] = []
const invoked: string[] = []
/** What a function that is handed a letter waits for. */
let gate = Promise.resolve()
const invoke = async (name: string) => {
  await gate
  invoked.push(name)
}
let world: World
let deadLetters: FakeDeadLetters
let served: Awaited<ReturnType<typeof openConsole>>
let browser: Browser
let page: Page

/** Some days of a small service, at the end of which a function was broken for a while. */
async function someDays(): Promise<World> {
  const days = new World(monday)
  await days.publish(promptJourney())
  for (let i = 0; i < 30; i += 1) {
    await days.learner(`nurse-${i}@example.org`, { sector: i % 2 ? 'ambulance' : 'social-care' })
    if (i % 3 > 0) await days.done(`nurse-${i}@example.org`, 'one')
    if (i % 4 === 3 || i % 7 === 0) await days.pass(1)
  }
  for (let i = 0; i < 10; i += 2) await days.done(`nurse-${i + 1}@example.org`, 'two')
  await days.execute('nurse-11@example.org', {
    type: 'RecordBounce',
    lasting: true,
    code: 'permanent.general',
  })
  await days.settle()
  days.broken.add('start-journey')
  for (const name of ['porter', 'carer']) {
    await days.signUp(`${name}@example.org`)
    await days.settle()
    await days.confirm(`${name}@example.org`)
    await days.settle()
  }
  days.broken.clear()
  days.clock.setTo(days.clock.now() + 2 * hour)
  return days
}

/** What Lambda keeps of an event that a function failed at. */
const failedAt = (requestPayload: unknown, errorMessage: string) => ({
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload,
  responsePayload: { errorMessage },
})

function fillQueue(): void {
  for (let i = 0; i < 3; i += 1)
    deadLetters.add(
      'start-journey',
      failedAt({ detail: { i }, email: 'nurse@example.org' }, 'The table was slow.'),
    )
  deadLetters.add('start-journey', failedAt({ source: 'elsewhere' }, 'This event cannot be read.'))
}

beforeAll(async () => {
  world = await someDays()
  deadLetters = new FakeDeadLetters(world.clock)
  fillQueue()
  served = await openConsole(world, {
    deadLetters,
    functions: { invoke },
  })
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
  page.setDefaultTimeout(10_000)
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await page.goto(served.address)
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

async function picture(name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `console-${name}.png`) })
}

/** On a desk and on a phone: nothing for axe to find, and nothing to scroll sideways. */
async function expectGood(): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 960 })
    await page.evaluate(unfold)
    await loadAxe(page)
    expect(await page.evaluate(runAxe)).toEqual([])
    expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1280, height: 960 })
}

/** One press of Tab, or several: a date has a stop for its day, its month and so on. */
async function nextStop(): Promise<Focused> {
  const here = await page.evaluate<string>('document.activeElement.id')
  do await page.keyboard.press('Tab')
  while (here !== '' && here === (await page.evaluate<string>('document.activeElement.id')))
  return page.evaluate<Focused>(focused)
}

async function expectWalkable(): Promise<void> {
  await page.evaluate(startOver)
  const stops = await page.evaluate<number>(countStops)
  for (let stop = 1; stop <= stops; stop += 1) {
    const element = await nextStop()
    expect(element, `stop ${stop}`).toMatchObject({
      isBody: false,
      isNew: true,
      isSeen: true,
      isOnScreen: true,
    })
  }
}

const open = (path: string) => page.goto(`${served.origin}${path}`)
const link = (name: string | RegExp) => page.getByRole('link', { name })
const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const why = (text: string) => page.getByLabel('Why').fill(text)
const title = async () => (await page.title()).replace(' – ShiftWorks local', '')
const text = () => page.locator('main').textContent()
const trail = async () =>
  (await auditStore(world.table).between(0, world.clock.now() + 1)).map(({ what, outcome, why: reason }) => [
    what,
    outcome,
    reason,
  ])

describe('the console', () => {
  it('opens on how the system is, worst news first', async () => {
    expect([await title(), page.url()]).toEqual(['Overview', `${served.origin}/`])
    await picture('overview')
    await page.evaluate("document.querySelectorAll('h2')[1].scrollIntoView()")
    await picture('charts')
    expect(await text()).toContain('4 dead letters of start-journey')
    expect(await page.getByRole('img', { name: /^Sign-ups/ }).isVisible()).toBe(true)
    await expectWalkable()
    await expectGood()
  })

  it('holds back and releases, and asks for a reason first', async () => {
    await open('/')
    await link('Hold back delivery').click()
    await press('Hold back delivery')
    expect(await title()).toBe('Error: Hold back delivery on local?')
    expect(await text()).toContain('Say why')
    await expectGood()
    await why('wrong links in module 3')
    await press('Hold back delivery')
    expect(await text()).toContain('nothing is handed to SES')
    expect(await isDeliveryPaused(world)).toBe(true)
    await link('Back to what is held back').click()
    expect(await text()).toContain('held back by sam (wrong links in module 3)')
    await picture('holds')
    await expectGood()
    world.clock.setTo(world.clock.now() + hour / 60)
    await link('Release delivery').click()
    await why('mended')
    await press('Release delivery')
    expect(await isDeliveryPaused(world)).toBe(false)
    expect(await trail()).toEqual([
      ['release delivery', 'done', 'mended'],
      ['hold delivery', 'done', 'wrong links in module 3'],
    ])
  })

  it('finds a learner by address, which is in no page’s address, and tells what happened', async () => {
    await open('/learner')
    await page.getByLabel('Email address, or id').fill('nobody@example.org')
    await press('Find them')
    expect(await text()).toContain('Nobody has the address nobody@example.org')
    await expectGood()
    await page.getByLabel('Email address, or id').fill('nurse-2@example.org')
    await press('Find them')
    expect(await page.locator('h1').textContent()).toBe('nurse-2@example.org')
    expect(page.url()).not.toContain('nurse')
    expect(await text()).toContain('Confirmed the sign-up for Journey sample.')
    await picture('learner')
    await expectWalkable()
    await expectGood()
  })

  it('changes something for a learner only with a reason, and says what it did', async () => {
    await link('End all email to them').click()
    await expectGood()
    await why('asked by telephone')
    await press('End all email')
    expect(await text()).toContain('Suppressed: no email goes to them')
    await link('Back to the learner').click()
    expect(await text()).toContain('No email: an operator suppressed them.')
  })

  it('tries a replay out, does it, and shows both side by side', async () => {
    await open('/replay')
    await expectWalkable()
    await expectGood()
    await page.getByLabel('Kind of event').selectOption('SignUpConfirmed')
    await press('Try it out from the histories')
    expect(await title()).toBe('Dry run: nothing has been changed')
    expect(await text()).toMatch(/would change2 events, 2 people/)
    await picture('replay-dry-run')
    await expectGood()
    await link('Go on to the replay').click()
    await why('start-journey was broken')
    await press('Replay')
    await page.getByRole('heading', { name: 'The replay is done' }).waitFor()
    expect(await page.locator('tr', { hasText: 'people changed' }).textContent()).toMatch(
      /people changed\s*2\s*2$/,
    )
    await picture('replay')
    await expectGood()
    for (const name of ['porter', 'carer'])
      expect(world.inbox(`${name}@example.org`).map(({ kind }) => kind)).toEqual(['confirm', 'module_one'])
  })

  it('shows dead letters by cause, without names and addresses, and redrives those of one', async () => {
    await open('/dead-letters')
    await expectGood()
    await press('Look inside start-journey')
    await page.evaluate(unfold)
    expect(await text()).toMatch(/The table was slow\.\s+3 letters/)
    expect(await text()).not.toContain('nurse@example.org')
    await picture('dead-letters')
    await expectWalkable()
    await expectGood()
    await link('Redrive these The table was slow.').click()
    await expectGood()
    await why('the table is quick again')
    await press('Redrive them')
    await page.getByText('3 letters of start-journey got another chance').waitFor()
    expect(invoked).toEqual(['start-journey', 'start-journey', 'start-journey'])
    expect(deadLetters.visible('start-journey')).toBe(1)
  })

  it('shows names and addresses only to who asks, and throws away for good what nobody needs', async () => {
    deadLetters.add('start-journey', failedAt({ email: 'nurse@example.org' }, 'Something new.'))
    await open('/dead-letters')
    await page.getByLabel('Show names and addresses too').check()
    await press('Look inside start-journey')
    await page.evaluate(unfold)
    expect(await text()).toContain('nurse@example.org')
    await link('Discard all of them').click()
    await why('a test')
    await press('Throw them away')
    expect(await text()).toContain('2 letters thrown away.')
    await open('/dead-letters')
    expect(await text()).toContain('No dead letters.')
  })

  it('follows work that takes its time, and stops it when asked', async () => {
    for (let i = 0; i < 3; i += 1) deadLetters.add('start-journey', failedAt({}, 'Slow.'))
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    invoked.length = 0
    await open('/dead-letters/start-journey/redrive')
    await why('a test')
    await press('Redrive them')
    expect(await page.getByRole('progressbar').isVisible()).toBe(true)
    await expectGood()
    await press('Stop')
    await page.getByText('It stops at the next step.').waitFor()
    resolve()
    await page.getByText('1 letter of start-journey got another chance').waitFor()
    expect(invoked).toEqual(['start-journey'])
    expect(deadLetters.visible('start-journey')).toBe(2)
  })

  it('shows each email of each version, and goes back to an earlier one', async () => {
    await world.publish({ ...promptJourney(), journey: { ...promptJourney().journey, version: 2 } })
    await open('/journeys')
    await expectGood()
    await link('Journey sample').click()
    await picture('journey')
    await expectWalkable()
    await expectGood()
    await link('See it Module one').click()
    expect(await page.frameLocator('iframe').locator('body').textContent()).not.toBe('')
    await expectGood()
    await link('Back to the journey').click()
    await link('Version 1').click()
    await link('Make version 1 current').click()
    expect(await text()).toContain('people under way')
    await why('a wrong link')
    await press('Make version 1 current')
    expect(await text()).toContain('version 1 is current again')
  })

  it('holds a module or the next version back from the page of its journey', async () => {
    await open('/journeys/sample/1')
    await link('Hold back Module two').click()
    expect(await title()).toBe('Hold back module two of sample on local?')
    await expectGood()
    await open('/journeys/sample/1')
    await link('Hold back its next version once its first emails are out').click()
    await expectWalkable()
    await expectGood()
    await open('/who-has/sample/one')
    await expectGood()
    await press('Look through the table')
    expect(await text()).toContain('have it, since')
    await expectGood()
  })

  it('reports on a period, and reads a file of people before it takes them in', async () => {
    await open('/report')
    await picture('report')
    expect(await text()).toContain('Shares, of all who were emailed')
    await expectWalkable()
    await expectGood()
    await open('/import')
    await expectWalkable()
    await expectGood()
  })

  it('keeps the trail of all that', async () => {
    await open('/audit')
    await picture('audit')
    expect(await page.locator('tbody tr').count()).toBe(8)
    expect(await text()).toContain('wrong links in module 3')
    await expectWalkable()
    await expectGood()
  })

  it('works without JavaScript', async () => {
    const cookies = await page.context().cookies()
    const quiet = await browser.newContext({ javaScriptEnabled: false })
    await quiet.addCookies(cookies)
    const plain = await quiet.newPage()
    await plain.goto(`${served.origin}/hold/planning`)
    await plain.getByLabel('Why').fill('a test')
    await plain.getByRole('button', { name: 'Hold back planning' }).click()
    expect(await plain.locator('h1').textContent()).toBe('planning is held back')
    await quiet.close()
  })

  it('keeps to its content security policy', () => {
    expect(violations).toEqual([])
  })
})
