import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import {
  followLink,
  type LocalInBrowser,
  openEmail,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

const { journey: smallThings } = checkJourney(aJourneyFolder())
const paths = { ShiftWorks: '/', 'Small things': '/journeys/small-things' } as const
type Title = keyof typeof paths
let local: LocalInBrowser
let page: Page

beforeAll(async () => {
  local = await startLocalInBrowser(smallThings ? [smallThings] : [])
  page = await (await local.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage()
  page.setDefaultTimeout(10_000)
})
afterAll(() => local?.close())

const main = async () => (await page.locator('main').textContent()) ?? ''
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function signUp(title: Title, address: string): Promise<void> {
  await page.goto(`${local.website}${paths[title]}`)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
}

/** Follows the button of the email of that number, and presses the one that it leads to. */
async function confirm(address: string, number: number, button: string | RegExp): Promise<void> {
  const email = (await local.inbox(address))[number]
  if (!email) throw new Error(`There is no email ${number}.`)
  await openEmail(page, email)
  const href = await page
    .getByRole('link', { name: /^(Confirm|Join)/ })
    .first()
    .getAttribute('href')
  await page.goto(href ?? '')
  await press(button)
}

/** Both journeys are there, and each has sent its first module within a week. */
async function followsBoth(address: string): Promise<void> {
  await local.moveClock({ advance: 'P7D' })
  await followLink(local, page, address, /^My journey/)
  const blocks = page.getByRole('region', { name: /^(ShiftWorks|Small things)$/ })
  expect(await blocks.count()).toBe(2)
  expect((await main()).match(/You are at/g)).toHaveLength(2)
}

it.each<[Title, Title]>([
  ['ShiftWorks', 'Small things'],
  ['Small things', 'ShiftWorks'],
])('follows %s and then %s, joined before the first is confirmed', async (first, second) => {
  const address = `before-${first.replace(' ', '-')}@example.org`
  await signUp(first, address)
  await local.inbox(address)
  await signUp(second, address)
  await confirm(address, 0, 'Start my journey')
  await confirm(address, 1, /^(Start my journey|Join)/)
  await followsBoth(address)
})

it.each<[Title, Title]>([
  ['ShiftWorks', 'Small things'],
  ['Small things', 'ShiftWorks'],
])('follows %s and then %s, joined after the first is confirmed', async (first, second) => {
  const address = `after-${first.replace(' ', '-')}@example.org`
  await signUp(first, address)
  await confirm(address, 0, 'Start my journey')
  await local.inbox(address)
  await signUp(second, address)
  await followLink(local, page, address, /^Join/)
  await press(`Join ${second}`)
  await followsBoth(address)
})

it('says nothing for weeks, is left in peace, and goes on with a press', async () => {
  const address = 'silent@example.org'
  await signUp('ShiftWorks', address)
  await confirm(address, 0, 'Start my journey')
  await local.moveClock({ advance: 'P60D' })
  const emails = await local.inbox(address)
  await local.moveClock({ advance: 'P60D' })
  expect(await local.inbox(address)).toHaveLength(emails.length)
  await followLink(local, page, address, /go on/i)
  await press(/go on/i)
  expect(await main()).toContain('Good to have you back.')
  await local.moveClock({ advance: 'P2D' })
  expect((await local.inbox(address)).length).toBeGreaterThan(emails.length)
})
