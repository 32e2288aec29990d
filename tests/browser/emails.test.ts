import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import type { EmailTemplate } from '../../shared/contracts/published-journey.ts'
import { fillForPreview } from '../../tools/journeys/preview/fill.ts'
import { launchChromium } from '../support/chromium.ts'

const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
if (!journey) throw new Error('The journey of this repository has faults: run the linter.')
const { emails, journey: timing, sender } = await compileJourney(journey)
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const filled = (email: EmailTemplate): string =>
  fillForPreview(email, { journey: timing, language: sender.language }).html

/** One reminder of each kind stands for all: they differ in words only. */
const shown = emails.filter(({ key }) => !key.includes('reminder.') || key.endsWith('reminder.trust'))

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchChromium()
  page = await browser.newPage({ offline: true })
})
afterAll(() => browser?.close())

/** Shows an email as a mail reader does, without any network. */
async function show(email: EmailTemplate, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  await page.setContent(filled(email))
}

type Finding = { id: string; nodes: { html: string }[] }
const axeFindings = (): Promise<string[]> =>
  page
    .evaluate(
      `${axe}; axe.run({ rules: { 'target-size': { enabled: true } } }).then(({ violations, incomplete }) => [...violations, ...incomplete])`,
    )
    .then(found => (found as Finding[]).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)))

describe.each(shown.map(email => [email.key, email] as const))('the email %s', (_, email) => {
  test.each(['light', 'dark'] as const)('has nothing that axe finds, in %s colours', async scheme => {
    await show(email, 640, scheme)
    expect(await axeFindings()).toEqual([])
  })

  test.each([320, 640])('fits a screen of %i pixels', async width => {
    await show(email, width, 'light')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})
