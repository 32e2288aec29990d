import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeEveryPage } from '../support/every-page.ts'
import { enter, openByKeyboard, tabTo } from '../support/keyboard.ts'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  latestEmail,
  openEmail,
  picture,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'
import { mirrorViews } from '../support/mirror-views.ts'

describeEveryPage(mirrorViews, ({ page, open }) => {
  describe('the answer page', () => {
    it('draws a bar as long as its share beside the words', async () => {
      await open('module done, both sectors shown', 320)
      const widths = await page().evaluate<number[]>(`[...document.querySelectorAll('.app-tenths svg')]
        .map(svg => svg.lastElementChild.getBoundingClientRect().width / svg.getBoundingClientRect().width)`)
      expect(widths.map(width => Math.round(100 * width))).toEqual([3, 70, 100, 10, 30, 20, 50, 3])
    })
  })
})

describe('from “done” to what others said', () => {
  /** One more than are shown apart only together. */
  const crew = Array.from({ length: 11 }, (_, i) => `crew-${i}@example.org`)
  const [sam, alex] = ['sam@example.org', 'alex@example.org']
  let local: LocalInBrowser

  const openPhone = async (javaScriptEnabled: boolean): Promise<Page> => {
    const viewport = { width: 320, height: 640 }
    const page = await (await local.browser.newContext({ viewport, javaScriptEnabled })).newPage()
    page.setDefaultTimeout(10_000)
    return page
  }
  const main = async (page: Page) => (await page.locator('main').textContent()) ?? ''
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

  /** Signs up, names a sector and confirms. */
  async function joins(page: Page, address: string, sector: string): Promise<void> {
    await page.goto(`${local.website}/`)
    await page.getByLabel('Email address').fill(address)
    await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
    await press(page, 'Sign me up')
    await followLink(local, page, address, /confirm/i)
    await press(page, 'Start my journey')
    await page.getByLabel(/Where you work/).selectOption(sector)
    await press(page, 'Save')
  }

  beforeAll(async () => {
    local = await startLocalInBrowser()
    const page = await openPhone(false)
    for (const [i, address] of crew.entries()) {
      await joins(page, address, 'ambulance')
      await followLink(local, page, address, /done this module/i)
      await page
        .getByRole('radio')
        .nth(i < 8 ? 3 : 1)
        .check()
      await press(page, /done this module/i)
    }
    for (const address of [sam, alex]) await joins(page, address, 'student')
    // A Monday night passes, in which what they said is counted.
    await local.moveClock({ advance: 'P7D' })
  }, 240_000)
  afterAll(() => local?.close())

  it('needs nothing but a keyboard', async () => {
    const page = await openPhone(true)
    await openEmail(page, await latestEmail(local, sam))
    await openByKeyboard(page, page.getByRole('link', { name: /done this module/i }).first())
    await expectAccessible(page)
    await picture(page, 'mirror-1-question', true)
    await tabTo(page, page.getByRole('radio').first())
    await page.keyboard.press('ArrowDown')
    await tabTo(page, page.getByLabel(/Out of ten people from ambulance services/))
    await page.keyboard.type('3')
    await enter(page, page.getByRole('button', { name: /done this module/i }).first())
    const words = await main(page)
    expect(words).toMatch(
      /You guessed that 3 in 10 people from ambulance services chose “[^”]+”\. It was 7 in 10\./,
    )
    expect(words).toContain('You were 4 out.')
    expect(words).toMatch(/You said: “[^”]+”\./)
    const row = page
      .getByRole('table')
      .first()
      .getByRole('row', { name: /not that I remember/ })
    expect(await row.getByRole('cell').textContent()).toContain('7 in 10')
    await expectAccessible(page)
    await picture(page, 'mirror-2-answers', true)
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'mirror-3-dark', true)
  })

  it('needs no script, and can be said otherwise later, but for the guess', async () => {
    const page = await openPhone(false)
    await followLink(local, page, alex, /done this module/i)
    await page.getByRole('radio').nth(1).check()
    await page.getByLabel(/Out of ten people/).selectOption('8')
    await press(page, /done this module/i)
    expect(await main(page)).toContain('You were 1 out.')
    await page.getByText('Change my answer').click()
    expect(await main(page)).toContain('Your guess stays as it is')
    await page.getByRole('radio').first().check()
    await press(page, 'Save my answer')
    expect(await main(page)).toContain('You were 1 out.')
  })

  it('shows what somebody said to nobody who only has the link', async () => {
    const page = await openPhone(false)
    await followLink(local, page, alex, /done this module/i)
    expect(await main(page)).toContain('What you said is not shown here, because emails get forwarded.')
    expect(await main(page)).not.toContain('You said:')
  })
})
