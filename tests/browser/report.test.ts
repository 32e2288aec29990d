import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { runAxe, scrollWidth } from '../support/in-page.ts'
import { operatorContext } from '../support/operator-context.ts'

let folder = ''
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-page-'))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

/** A page with every chart and table that there is: two sectors that may be shown, something done, and a bounce. */
async function reportFile(): Promise<string> {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  for (const sector of ['ambulance', 'social-care'] as const)
    for (let i = 0; i < 11; i += 1) {
      const email = `${sector}-${i}@example.org`
      await world.learner(email, { sector })
      if (i % 2 === 0) await world.done(email, 'one')
    }
  await world.execute('ambulance-1@example.org', {
    type: 'RecordBounce',
    lasting: true,
    code: 'permanent.general',
  })
  await world.settle()
  const file = join(folder, 'report.html')
  expect((await operatorContext(world).run(['report', '--html', file])).code).toBe(0)
  return file
}

it('the report’s page is good on a desk and on a phone: nothing for axe to find, nothing to scroll sideways', async () => {
  const address = pathToFileURL(await reportFile()).href
  for (const width of [1280, 320]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    await page.goto(address)
    await loadAxe(page)
    expect(await page.evaluate(runAxe), `at ${width}`).toEqual([])
    expect(await page.evaluate(scrollWidth), `at ${width}`).toBeLessThanOrEqual(width)
    expect(await page.getByRole('region', { name: /^Sectors/ }).count()).toBe(1)
    expect(await page.getByText('up to 3 days').count()).toBeGreaterThan(0)
    await page.close()
  }
})
