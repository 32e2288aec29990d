import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Focused, focused } from './in-page.ts'

/** More stops than any page has. */
const maxStops = 80

/** Presses Tab until something has the focus. Each stop on the way has to be seen. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 1; stop <= maxStops; stop += 1) {
    await page.keyboard.press('Tab')
    const stopped = await page.evaluate<Focused>(focused)
    expect(stopped, `stop ${stop} on ${page.url()}, before ${wanted}`).toMatchObject({
      isBody: false,
      isSeen: true,
      isOnScreen: true,
    })
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
  }
  throw new Error(`The keyboard does not come to ${wanted} on ${page.url()}.`)
}

/** Goes to a field and types into it. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

/** Goes to a button or a link and presses Enter, and waits for the page that follows. */
export async function enter(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
}

/** Goes to a link of an email, and opens it: whether in this window or another, mail programs decide. */
export async function openByKeyboard(page: Page, link: Locator): Promise<void> {
  await tabTo(page, link)
  await page.goto((await link.getAttribute('href')) ?? '')
}
