import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { brokenWords } from '../support/in-page.ts'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  picture,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

const address = 'nurse@example.org'
const { journey: smallThings } = checkJourney(aJourneyFolder())
let local: LocalInBrowser
let page: Page

beforeAll(async () => {
  local = await startLocalInBrowser(smallThings ? [smallThings] : [])
  page = await (await local.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage()
  page.setDefaultTimeout(10_000)
})
afterAll(() => local?.close())

const main = async () => (await page.locator('main').textContent()) ?? ''
const press = (name: string) => page.getByRole('button', { name }).first().click()
const openMyJourney = () => followLink(local, page, address, /^My journey/)
const subjects = async () => (await local.inbox(address)).map(({ subject }) => subject)

async function signUp(path: string): Promise<void> {
  await page.goto(`${local.website}${path}`)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
}

/** It is whole by day, in the dark, and with letters twice as large. */
async function looksWell(name: string): Promise<void> {
  await picture(page, `my-journey-${name}`, true)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, `my-journey-${name}-dark`, true)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate("document.documentElement.style.fontSize = '200%'")
  await picture(page, `my-journey-${name}-large`, true)
  await expectAccessible(page)
  expect(await page.evaluate(brokenWords)).toEqual([])
  await page.evaluate("document.documentElement.style.fontSize = ''")
}

it('is opened from an email, says what comes next, and sends it at once to who asks', async () => {
  await signUp('/')
  await followLink(local, page, address, 'Confirm my address')
  await press('Start my journey')
  await followLink(local, page, address, /done this module/i)
  await press('I’ve done this module')
  await openMyJourney()
  expect(await main()).toContain('1 of 8 modules done.')
  expect(await main()).toMatch(/Next comes “[^”]+”, on \w+day/)
  await looksWell('next')
  await local.moveClock({ advance: 'P1D' })
  const before = await subjects()
  await press('Send me the next one now')
  expect(await main()).toContain('You have asked for your next module.')
  expect(await subjects()).toHaveLength(before.length + 1)
  await openMyJourney()
  expect(await main()).toContain('You are at')
})

it('keeps the times that suit somebody', async () => {
  await openMyJourney()
  await page.getByText('When your emails come').click()
  await page.getByRole('checkbox', { name: 'Friday' }).check()
  await page.getByRole('checkbox', { name: /^Evening/ }).check()
  await looksWell('times')
  await press('Save my times')
  expect(await main()).toContain('We have saved your times.')
  await page.getByText('When your emails come').click()
  expect(await page.getByRole('checkbox', { name: 'Friday' }).isChecked()).toBe(true)
})

it('rests for a pause, and goes on', async () => {
  await openMyJourney()
  await press('Pause')
  expect(await main()).toContain('Paused: no modules come until you go on.')
  await looksWell('paused')
  await press('Go on')
  expect(await main()).toContain('Good to have you back.')
  await looksWell('gone-on')
})

it('has a block for each journey, and lets one be left while the other goes on', async () => {
  await signUp('/journeys/small-things')
  await followLink(local, page, address, /^Join/)
  await press('Join Small things')
  await openMyJourney()
  const blocks = page.getByRole('region', { name: /^(ShiftWorks|Small things)$/ })
  expect(await blocks.count()).toBe(2)
  await looksWell('two-journeys')
  const small = page.getByRole('region', { name: 'Small things' })
  await small.getByText('Leave this journey').click()
  await looksWell('leaving-one')
  await small.getByRole('button', { name: /Leave it/ }).click()
  expect(await main()).toContain('You have left that journey.')
  expect(await blocks.count()).toBe(1)
})

it('opens the private settings behind a mailed link', async () => {
  await openMyJourney()
  await page.getByText('Private settings').click()
  await press('Mail me the link')
  await followLink(local, page, address, 'Open my private settings')
  expect(await main()).toContain('Download my data')
  await looksWell('private')
})
