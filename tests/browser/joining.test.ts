import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter, openByKeyboard, tabTo, typeInto } from '../support/keyboard.ts'
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

beforeAll(async () => {
  local = await startLocalInBrowser()
})
afterAll(() => local?.close())

async function openPhone(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await local.browser.newContext({ viewport, javaScriptEnabled })).newPage()
  page.setDefaultTimeout(10_000)
  return page
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent()
const main = async (page: Page) => (await page.locator('main').textContent()) ?? ''

/** What stands on the screen, as a picture of the way, once axe has found nothing. */
async function arrive(page: Page, name: string): Promise<void> {
  await picture(page, `joining-${name}`)
  await expectAccessible(page)
}

it('is done with the keyboard alone, from the form to my journey', async () => {
  const address = 'keys@example.org'
  const page = await openPhone(true)
  const button = (name: string) => page.getByRole('button', { name })
  await page.goto(`${local.website}/`)
  await arrive(page, '1-form')
  await typeInto(page, page.getByLabel('Email address'), address)
  await tabTo(page, page.getByRole('checkbox', { name: /yes, please email me/i }))
  await page.keyboard.press('Space')
  await enter(page, button('Sign me up'))
  expect(new URL(page.url()).pathname).toBe('/sign-up/sent')
  expect(await main(page)).toContain(address)
  await arrive(page, '2-sent')

  await openEmail(page, await latestEmail(local, address))
  await picture(page, 'joining-3-email')
  await openByKeyboard(page, page.getByRole('link', { name: 'Confirm my address' }))
  await arrive(page, '4-confirm')
  await enter(page, button('Start my journey'))
  expect(await heading(page)).toBe('Welcome to ShiftWorks')
  await arrive(page, '5-welcome')
  await tabTo(page, page.getByLabel(/Where you work/))
  await page.keyboard.type('Amb')
  await enter(page, button('Save'))
  expect(await main(page)).toContain('We have saved what stands here.')
  expect(await page.getByLabel(/Where you work/).inputValue()).toBe('ambulance')
  await typeInto(page, page.getByLabel(/First name/), 'Sam')
  await enter(page, button('Save'))
  expect(await main(page)).toContain('We have saved what stands here.')

  await openEmail(page, await latestEmail(local, address))
  await picture(page, 'joining-6-module')
  await openByKeyboard(page, page.getByRole('link', { name: /^My journey/ }))
  expect(await heading(page)).toBe('My journey')
  await arrive(page, '7-my-journey')
})

it('needs no script: one address and one tick, and nothing else', async () => {
  const address = 'plain@example.org'
  const page = await openPhone(false)
  const scripts: string[] = []
  page.on('request', request => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  const press = (name: string) => page.getByRole('button', { name }).click()
  await page.goto(`${local.website}/`)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
  expect(await main(page)).toContain(address)
  await followLink(local, page, address, 'Confirm my address')
  await press('Start my journey')
  expect(await heading(page)).toBe('Welcome to ShiftWorks')
  await page.getByText('Choose when your emails come').click()
  await page.getByRole('checkbox', { name: 'Monday' }).check()
  await press('Save')
  expect(await main(page)).toContain('We have saved what stands here.')
  await followLink(local, page, address, /^My journey/)
  expect(await heading(page)).toBe('My journey')
  expect(await main(page)).toContain('0 of 8 modules done.')
  await page.getByText('When your emails come').click()
  expect(await page.getByRole('checkbox', { name: 'Monday' }).isChecked()).toBe(true)
  await press('Pause')
  expect(await main(page)).toContain('Your journey is paused.')
  expect(scripts).toEqual([])
})
