import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { runAxe, scrollWidth, unfold } from '../support/in-page.ts'
import { type Fixture, startFixture } from './fixture/running.ts'

let fixture: Fixture
let browser: Browser
let page: Page
let paths: Record<string, string>

beforeAll(async () => {
  fixture = await startFixture()
  browser = await launchChromium()
  page = await browser.newPage()
  await fixture.signUp({ email: 'now@example.org', events: 'DueNow' })
  await fixture.signUp({ email: 'later@example.org', after: '200000000' })
  await fixture.get('/_local/api/idle')
  const [email] = await fixture.emails()
  paths = {
    inbox: '/_local/',
    email: `/_local/emails/${email?.id}`,
    learners: '/_local/learners',
    events: '/_local/events',
    clock: '/_local/clock',
    logs: '/_local/logs?function=fixture-pages',
    faults: '/_local/faults',
    'no page': '/_local/nowhere',
  }
})
afterAll(async () => {
  await browser?.close()
  await fixture.close()
})

const open = async (name: string, width: number) => {
  await page.setViewportSize({ width, height: 800 })
  return page.goto(`${fixture.local.website}${paths[name]}`)
}

describe.each(['inbox', 'email', 'learners', 'events', 'clock', 'logs', 'faults', 'no page'])(
  'the page “%s”',
  name => {
    test('gives axe nothing to find, and fits a phone of 320 pixels', async () => {
      for (const width of [1280, 320]) {
        await open(name, width)
        await page.evaluate(unfold)
        expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(width)
        await loadAxe(page)
        expect(await page.evaluate(runAxe)).toEqual([])
      }
    })
  },
)

test('an email shows its HTML, without scripts, and its text', async () => {
  await open('email', 1280)
  expect(await page.frameLocator('iframe').locator('p').textContent()).toBe('Ann')
  expect(await page.locator('pre', { hasText: 'Dear Ann' }).count()).toBe(1)
})

test('a button lets time pass, and the page comes back with what was sent meanwhile', async () => {
  await open('inbox', 1280)
  expect(await page.getByText('to later@example.org').count()).toBe(0)
  await page.getByRole('button', { name: 'To the next email' }).click()
  await page.getByText('to later@example.org').waitFor()
  expect(new URL(page.url()).pathname).toBe('/_local/')
})

test('a function is broken and mended by buttons', async () => {
  await open('faults', 1280)
  await page.getByLabel('Function').selectOption('fixture-failing')
  await page.getByLabel('Fault').selectOption('crash-after-call')
  await page.getByRole('button', { name: 'Break it' }).click()
  await page.getByText('fixture-failing crash-after-call, call 1').waitFor()
  expect(fixture.local.faults.all()).toHaveLength(1)
  await page.getByRole('button', { name: 'Mend all' }).click()
  await page.getByText('No function is broken.').waitFor()
  expect(fixture.local.faults.all()).toEqual([])
})

test('another website can’t press it', async () => {
  const before = fixture.local.clock.ahead()
  const headers = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${fixture.local.website}/_local/clock`, {
    method: 'POST',
    headers,
    body: 'jump=P1D',
  })
  expect(answer.status).toBe(403)
  expect(fixture.local.clock.ahead()).toBe(before)
})
