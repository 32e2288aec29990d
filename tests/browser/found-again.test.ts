import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { brokenWords } from '../support/in-page.ts'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  latestEmail,
  openEmail,
  picture,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

/** A small phone, upright. */
const viewport = { width: 320, height: 640 }
let local: LocalInBrowser
/** On which people walk: it runs no script of any page. */
let page: Page
/** On which pages are looked at, since axe is a script. */
let scripted: Page

beforeAll(async () => {
  local = await startLocalInBrowser()
  page = await openPhone(false)
  scripted = await openPhone(true)
})
afterAll(() => local?.close())

async function openPhone(javaScriptEnabled: boolean): Promise<Page> {
  const phone = await (await local.browser.newContext({ viewport, javaScriptEnabled })).newPage()
  phone.setDefaultTimeout(10_000)
  return phone
}

const heading = () => page.getByRole('heading', { level: 1 }).textContent()
const main = async () => (await page.locator('main').textContent()) ?? ''
const press = (name: string) => page.getByRole('button', { name }).click()
const follow = (to: string, name: RegExp | string) => followLink(local, page, to, name)

/** What stands on the screen is whole by day, in the dark, and with letters twice as large. */
async function looksWell(name: string): Promise<void> {
  await scripted.goto(page.url())
  for (const colorScheme of ['light', 'dark'] as const) {
    await scripted.emulateMedia({ colorScheme })
    await picture(scripted, `found-again-${name}-${colorScheme}`, true)
    await expectAccessible(scripted)
  }
  await scripted.evaluate("document.documentElement.style.fontSize = '200%'")
  await picture(scripted, `found-again-${name}-large`, true)
  await expectAccessible(scripted)
  expect(await scripted.evaluate(brokenWords), name).toEqual([])
}

async function signUp(address: string): Promise<void> {
  await page.goto(`${local.website}/`)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
}

async function join(address: string): Promise<void> {
  await signUp(address)
  await follow(address, 'Confirm my address')
  await press('Start my journey')
  expect(await heading()).toBe('Welcome to ShiftWorks')
  // Within ten seconds of another account email a wish counts as the same press.
  await local.moveClock({ advance: 'PT1M' })
}

async function askForLink(address: string): Promise<void> {
  await page.getByLabel('Your email address').fill(address)
  await press('Mail me the link')
  expect(new URL(page.url()).pathname).toBe('/sign-up/sent')
  expect(page.url()).not.toContain(encodeURIComponent(address))
  expect(await main()).toContain(address)
}

it('lets who has left download what is held about them, and erase it', async () => {
  const address = 'leaver@example.org'
  await join(address)
  await follow(address, /unsubscribe/i)
  await press('Stop all emails')
  expect(await heading()).toBe('You have left ShiftWorks')
  await looksWell('1-left')

  await page.goto(`${local.website}/`)
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: 'See or erase what we hold about you' })
    .click()
  expect(new URL(page.url()).pathname).toBe('/find-me')
  await looksWell('2-form')
  await askForLink(address)
  expect(await heading()).toBe('Look in your inbox')
  await looksWell('3-sent')

  await openEmail(page, await latestEmail(local, address))
  await picture(page, 'found-again-4-email', true)
  await follow(address, 'Open my private link')
  await looksWell('5-open')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    press('Download my data for a program'),
  ])
  const { email, status } = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect({ email, status }).toEqual({ email: address, status: 'left' })

  await press('Erase everything')
  expect(await main()).toContain('Tick the box')
  await page.getByRole('checkbox', { name: /yes, erase everything/i }).check()
  await press('Erase everything')
  expect(await heading()).toBe('Everything about you is erased')
  const before = (await local.inbox(address)).length
  await page.goto(`${local.website}/find-me`)
  await askForLink(address)
  expect(await local.inbox(address)).toHaveLength(before)
})

it('mails a new confirmation in place of one that has run out, and that confirms', async () => {
  const address = 'late@example.org'
  await signUp(address)
  await local.moveClock({ advance: 'P8D' })
  await follow(address, 'Confirm my address')
  expect(await heading()).toBe('This link has run out')
  expect(await page.getByRole('main').getByRole('button').count()).toBe(1)
  await looksWell('6-run-out')
  await press('Mail me a new link')
  expect(await heading()).toBe('You have asked for a new link')
  await looksWell('7-asked')
  await page.reload()
  expect(await local.inbox(address)).toHaveLength(2)
  await follow(address, 'Confirm my address')
  await press('Start my journey')
  expect(await heading()).toBe('Welcome to ShiftWorks')
})

it('mails a fresh link to who has a broken one to unsubscribe: it stops all emails, or leads on', async () => {
  const address = 'torn@example.org'
  await join(address)
  const ask = async () => {
    await page.goto(`${local.website}/unsubscribe?t=1.broken`)
    expect(await heading()).toBe('This link to unsubscribe is broken')
    await askForLink(address)
  }
  await ask()
  await page.goto(`${local.website}/unsubscribe?t=1.broken`)
  await looksWell('8-broken')
  await follow(address, 'Open my private link')
  expect(await heading()).toBe('My journey')
  await follow(address, /unsubscribe/i)
  await press('Stop all emails')
  expect(await heading()).toBe('You have left ShiftWorks')
})

it('asks in place for an address that is none', async () => {
  await page.goto(`${local.website}/find-me`)
  await page.getByLabel('Your email address').fill('sam@nowhere')
  await press('Mail me the link')
  expect(await page.getByRole('alert').textContent()).toContain('Something needs another look')
  expect(await page.getByLabel('Your email address').inputValue()).toBe('sam@nowhere')
})
