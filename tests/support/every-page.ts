import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { picturesFromElsewhere, publicHeaders } from '../../functions/runtime/http/public-headers.ts'
import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { loadAxe } from './axe.ts'
import { launchChromium } from './chromium.ts'
import {
  brokenWords,
  countStops,
  cutNumbers,
  type Focused,
  type Followed,
  focused,
  followed,
  hasTakenFocus,
  runAxe,
  scrollWidth,
  smallTitles,
  startOver,
  unfold,
} from './in-page.ts'

const { css } = compileStylesheet()
/** One grey pixel. */
const aPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
/** The ground of a page in the dark. */
const night = 'rgb(19, 27, 28)'
const phone = { width: 320, height: 800 }

/** A browser that shows pages by their names. */
export interface Shown {
  page(): Page
  open(name: string, width: number): Promise<void>
}

/**
 * What holds of each of these pages in a browser: by keyboard, for axe, on a phone, in the dark, with large letters.
 * @param more tests of single pages, which the content security policy is held against as well.
 */
export function describeEveryPage(views: Record<string, string>, more?: (shown: Shown) => void): void {
  const violations: string[] = []
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    page = await browser.newPage()
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text())
    })
    await page.route('**/*', route => {
      const { pathname } = new URL(route.request().url())
      if (pathname.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: css })
      if (pathname.endsWith('.png')) return route.fulfill({ contentType: 'image/png', body: aPicture })
      const name = decodeURIComponent(pathname.slice(1))
      const headers = { ...publicHeaders, ...(name.startsWith('module') && picturesFromElsewhere) }
      return route.fulfill({ contentType: 'text/html', body: views[name] ?? '', headers })
    })
  })
  afterAll(() => browser?.close())

  async function open(name: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`https://learn.example.org/${encodeURIComponent(name)}`)
    // A page puts the focus where it wants it a moment after it has loaded, and would then cut a walk short.
    await vi.waitFor(async () => expect(await page.evaluate(hasTakenFocus)).toBe(true), 10_000)
  }

  describe.each(Object.keys(views))('the page “%s”', name => {
    it('is walked by keyboard: every stop once, each seen', async () => {
      await open(name, 1280)
      await page.evaluate(startOver)
      const stops = await page.evaluate<number>(countStops)
      expect(stops).toBeGreaterThan(2)
      for (let stop = 1; stop <= stops; stop += 1) {
        await page.keyboard.press('Tab')
        const element = await page.evaluate<Focused>(focused)
        expect(element, `stop ${stop}`).toMatchObject({
          isBody: false,
          isNew: true,
          isSeen: true,
          isOnScreen: true,
        })
      }
    })

    it('leads from each error to its field, which is said to be invalid, with what is wrong on the screen', async () => {
      await open(name, phone.width)
      for (const link of await page.locator('.govuk-error-summary a').all()) {
        await link.press('Enter')
        expect(await page.evaluate<Followed>(followed)).toMatchObject({
          isSaidInvalid: true,
          isExplained: true,
        })
      }
    })

    /** Loaded once, as axe itself takes longer to load than to run. */
    describe('with all of it unfolded', () => {
      beforeAll(async () => {
        await open(name, 1280)
        await page.evaluate(unfold)
        await loadAxe(page)
      })

      it('gives axe nothing to find on a desk', async () => {
        expect(await page.evaluate(runAxe)).toEqual([])
      })

      it('gives it nothing to find on a phone', async () => {
        await page.setViewportSize(phone)
        expect(await page.evaluate(runAxe)).toEqual([])
      })

      it('gives it nothing to find in the dark', async () => {
        await page.setViewportSize(phone)
        await page.emulateMedia({ colorScheme: 'dark' })
        try {
          expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(night)
          expect(await page.evaluate(runAxe)).toEqual([])
        } finally {
          await page.emulateMedia({ colorScheme: 'light' })
        }
      })

      it('fits a phone of 320 pixels without scrolling sideways', async () => {
        await page.setViewportSize(phone)
        expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(320)
      })

      it('fits it with letters twice as large, too, and breaks no word in its middle', async () => {
        await page.setViewportSize(phone)
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(320)
        expect(await page.evaluate(brokenWords)).toEqual([])
        expect(await page.evaluate(smallTitles)).toEqual([])
        expect(await page.evaluate(cutNumbers)).toEqual([])
      })
    })
  })

  more?.({ page: () => page, open })

  describe('every page', () => {
    it('keeps to the content security policy', () => {
      expect(violations).toEqual([])
    })
  })
}
