import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { runAxe } from '../support/in-page.ts'
import { pageViews } from '../support/page-views.ts'

const { css } = compileStylesheet()
/** A small phone, upright, as it was still sold in 2026: 320 × 640 CSS pixels. */
const phone = { width: 320, height: 640 }
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchChromium()
  page = await browser.newPage({ viewport: phone, javaScriptEnabled: true })
  await page.route('**/*', route =>
    new URL(route.request().url()).pathname.endsWith('.css')
      ? route.fulfill({ contentType: 'text/css', body: css })
      : route.fulfill({ contentType: 'text/html', body: pageViews['home'] ?? '' }),
  )
  await page.goto('https://learn.example.org/')
})
afterAll(() => browser?.close())

/** Where the lower edge of something is, in pixels from the top of the page. */
async function bottomOf(selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not shown.`)
  return box.y + box.height
}

describe('the first page on a phone of 320 × 640', () => {
  it('has the address and the consent on its first screen', async () => {
    expect(await bottomOf('input[name=email]')).toBeLessThanOrEqual(phone.height)
    expect(await bottomOf('label[for=consent]')).toBeLessThanOrEqual(phone.height)
  })

  it('has the button one scroll below at most', async () => {
    expect(await bottomOf('form button')).toBeLessThanOrEqual(2 * phone.height)
  })

  it('asks for nothing else', async () => {
    const asked = await page.locator('form :is(input:not([type=hidden]), select, textarea):visible').all()
    expect(await Promise.all(asked.map(field => field.getAttribute('name')))).toEqual(['email', 'consent'])
  })

  it('gives axe nothing to find', async () => {
    await loadAxe(page)
    expect(await page.evaluate(runAxe)).toEqual([])
  })
})
