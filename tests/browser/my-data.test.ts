import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { myDataPage } from '../../shared/pages/my-data.ts'
import { aSite } from '../support/a-site.ts'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { runAxe, scrollWidth } from '../support/in-page.ts'

const at = '2026-11-23T09:00:00.000Z'
const modules = new Map([['trust', 'A promise small enough to keep']])
const file = myDataPage(
  aSite,
  {
    email: 'somebody.with-a-long-name.and-no-blank-in-it@community-and-mental-health.example.org',
    written: [{ journeyId: 'shiftworks', moduleId: 'trust', text: 'One line.\n\nAnother.' }],
    history: [{ what: 'AccountEmailSent', at, kind: 'confirm' }],
    journeys: [
      { journeyId: 'shiftworks', history: [{ what: 'ModuleEmailed', at, moduleId: 'trust', version: 1 }] },
    ],
  },
  { zone: 'Europe/London', titles: new Map([['shiftworks', { title: 'ShiftWorks', modules }]]) },
)
/** In pixels, of the file's own style. */
const lineHeight = 24
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

it('a download to read fits a phone, is a table there too, and keeps the lines of what somebody wrote', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } })
  await page.setContent(file)
  expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(320)
  await loadAxe(page)
  expect(await page.evaluate(runAxe)).toEqual([])
  const [own] = await page.getByRole('table').all()
  expect(await own?.getByRole('columnheader').count()).toBe(3)
  expect(await own?.getByRole('row').count()).toBe(2)
  const text = await page.getByText('One line.').boundingBox()
  expect(text?.height).toBe(3 * lineHeight)
})
