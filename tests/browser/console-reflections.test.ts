import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { launchChromium } from '../support/chromium.ts'
import { startOver, unfold } from '../support/in-page.ts'
import { enter, tabTo, typeInto } from '../support/keyboard.ts'
import { expectAccessible, picture } from '../support/local-in-browser.ts'
import { openConsole } from '../support/operator-console.ts'
import { shares, shownIn, textOf, turnSharing, writer } from '../support/writers.ts'

const [sam, kim, lee, pat] = ['sam@example.org', 'kim@example.org', 'lee@example.org', 'pat@example.org']
/** With a word that no line of a phone has room for. */
const long = `Mr Jones ${'smiled'.repeat(30)}`
const words = { [sam]: 'I listened.', [kim]: 'Buy this.', [lee]: long, [pat]: '\u202e<b>Never</b> {{ends}}' }

let world: World
let served: Awaited<ReturnType<typeof openConsole>>
let browser: Browser
let page: Page

beforeAll(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  for (const [email, text] of Object.entries(words)) {
    await writer(world, email)
    await shares(world, email, text)
  }
  served = await openConsole(world)
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
  page.setDefaultTimeout(10_000)
  await page.goto(served.address)
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

/** By day and by night, on a desk and on a phone: nothing for axe to find, and nothing to scroll sideways. */
async function expectGood(): Promise<void> {
  await page.evaluate(unfold)
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 960 })
    await expectAccessible(page)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 960 })
  await page.reload()
  await page.evaluate(startOver)
}

const button = (name: string) => page.getByRole('button', { name })
const main = () => page.locator('main').textContent()
const sharing = async (email: string) => (await textOf(world, email))?.sharing

/** Goes to an excerpt's choices, and as many down as it takes. */
async function choose(text: string, choice: string): Promise<void> {
  const group = page.locator('fieldset').filter({ hasText: text })
  await tabTo(page, group.getByRole('radio', { checked: true }))
  const wanted = group.getByRole('radio', { name: choice })
  while (!(await wanted.isChecked())) await page.keyboard.press('ArrowDown')
}

it('decides on several excerpts by keyboard alone, with one button', async () => {
  await page.goto(`${served.origin}/reflections`)
  await expectGood()
  await enter(page, button('Read a sample'))
  await expectGood()
  await picture(page, 'console-excerpts')
  expect(await main()).toContain('\\u202e<b>Never</b> {{ends}}')
  const groups = page.locator('fieldset')
  expect(await groups.count()).toBe(4)
  const choices: Record<string, string> = {
    'I listened.': 'Approve',
    'Buy this.': 'Decline: it recommends a product or a service',
    'Mr Jones': 'Propose other words',
  }
  for (const legend of await groups.allInnerTexts()) {
    const text = Object.keys(choices).find(one => legend.includes(one))
    if (text) await choose(text, choices[text] ?? '')
  }
  await typeInto(page, page.getByLabel('Why', { exact: true }), 'read')
  await enter(page, button('Do what is chosen'))

  expect(await page.title()).toMatch(/^Error: /)
  expect(await main()).toContain('These are its own words')
  expect(await shownIn(world)).toEqual([])
  await tabTo(page, page.getByRole('link', { name: 'These are its own words' }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Somebody smiled.')
  await enter(page, button('Do what is chosen'))

  expect(await main()).toContain('It is on its shelf.')
  expect(await shownIn(world)).toEqual(['I listened.'])
  expect(await sharing(kim)).toMatchObject({ is: 'declined', reason: 'advertising' })
  expect(await sharing(lee)).toMatchObject({ is: 'redaction-proposed', proposal: 'Somebody smiled.' })
  expect(await sharing(pat)).toMatchObject({ is: 'shared' })
  await expectGood()
})

it('says what is missing to everybody', async () => {
  await page.goto(`${served.origin}/reflections`)
  await enter(page, button('Read a sample'))
  await enter(page, button('Do what is chosen'))
  expect(await main()).toContain('Choose what becomes of at least one of them')
  await page.evaluate(unfold)
  await expectAccessible(page)
})
