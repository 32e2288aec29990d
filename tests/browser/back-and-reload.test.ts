import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

const [mistyped, address, next] = ['walker@exmaple.org', 'walker@example.org', 'walker@new.example']
let local: LocalInBrowser
let page: Page
let posts = 0

beforeAll(async () => {
  local = await startLocalInBrowser()
  page = await (await local.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage()
  page.setDefaultTimeout(10_000)
  page.on('request', request => {
    if (request.method() === 'POST') posts += 1
  })
})

afterAll(() => local?.close())

const inbox = (to: string) => local.inbox(to)
const follow = (to: string, name: RegExp) => followLink(local, page, to, name)
const press = (name: RegExp | string) => page.getByRole('button', { name }).first().click()
const heading = () => page.getByRole('heading', { level: 1 }).textContent()
const main = async () => (await page.locator('main').textContent()) ?? ''

/**
 * Loads the page again, goes back, and forward to it: it is there each time, and nothing is sent again. A page that
 * answered a POST would be posted again, or not come back at all (`ERR_CACHE_MISS`).
 */
async function comesBack(): Promise<void> {
  const [before, title, url] = [posts, await heading(), page.url()]
  await page.reload()
  await page.goBack()
  await page.goForward()
  expect(page.url()).toBe(url)
  expect(await heading()).toBe(title)
  expect(posts).toBe(before)
  await expectAccessible(page)
}

async function signUp(email: string): Promise<void> {
  await page.goto(`${local.website}/`)
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
}

it('corrects a mistyped address after signing up, and has the email sent again', async () => {
  await signUp(mistyped)
  expect(new URL(page.url()).pathname).toBe('/sign-up/sent')
  expect(decodeURIComponent(page.url())).not.toContain('walker')
  expect(await main()).toContain(mistyped)
  await comesBack()
  await page.getByLabel('Your email address').fill(address)
  await press('Use this address instead')
  expect(await main()).toContain(address)
  await comesBack()
  expect(await inbox(address)).toHaveLength(1)
  await local.moveClock({ advance: 'PT5M' })
  await press('Send it again')
  expect(await main()).toContain('You have asked for the email again')
  await comesBack()
  expect(await inbox(address)).toHaveLength(2)
})

it('asks about a likely slip, and keeps nothing before the answer', async () => {
  await signUp('runner@gmial.com')
  expect(await heading()).toBe('Which address is right?')
  await expectAccessible(page)
  await page.goBack()
  expect(await page.getByLabel('Email address').inputValue()).toBe('runner@gmial.com')
  await press('Sign me up')
  await press(/I meant this one/)
  expect(await main()).toContain('runner@gmail.com')
  // The question came from a POST: the browser has kept it, and asks nobody whether to send that again.
  await page.reload()
  await page.goBack()
  expect(await heading()).toBe('Which address is right?')
  await page.goForward()
  expect(await main()).toContain('runner@gmail.com')
  expect(await inbox('runner@gmail.com')).toHaveLength(1)
  expect(await inbox('runner@gmial.com')).toHaveLength(0)
})

it('comes back to a pause, and to going on', async () => {
  await follow(address, /confirm/i)
  await press('Start my journey')
  await follow(address, /^my journey/i)
  await press('Pause')
  expect(await main()).toContain('Your journey is paused.')
  await comesBack()
  await press('Go on')
  expect(await main()).toContain('Good to have you back.')
  await comesBack()
})

it('comes back to a new address that waits, and to its confirmation', async () => {
  await follow(address, /^my journey/i)
  await page.getByText('Private settings').click()
  await press('Mail me the link')
  await follow(address, /private/i)
  await page.getByLabel('New email address').fill(next)
  await press('Change my address')
  expect(new URL(page.url()).pathname).toBe('/change-address')
  expect(await main()).toContain(next)
  await comesBack()
  await follow(next, /use this address/i)
  await press('Use this address')
  expect(await heading()).toBe('Your new address is in use')
  await comesBack()
})

it('comes back to having left', async () => {
  await follow('runner@gmail.com', /confirm/i)
  await press('Start my journey')
  await follow('runner@gmail.com', /unsubscribe/i)
  await press('Stop all emails')
  expect(await heading()).toBe('You have left ShiftWorks')
  await comesBack()
})

it('comes back to having erased everything, also once its notice has run out', async () => {
  const eraser = 'eraser@example.org'
  await signUp(eraser)
  await follow(eraser, /confirm/i)
  await press('Start my journey')
  await follow(eraser, /^my journey/i)
  await page.getByText('Private settings').click()
  await press('Mail me the link')
  await follow(eraser, /private/i)
  await page.getByRole('checkbox', { name: /yes, erase everything/i }).check()
  await press('Erase everything')
  expect(await heading()).toBe('Everything about you is erased')
  await comesBack()
  await local.moveClock({ advance: 'PT11M' })
  await page.reload()
  expect(await heading()).toBe('This sign-up is erased')
})
