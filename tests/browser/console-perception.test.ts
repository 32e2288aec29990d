import { afterAll, beforeAll, expect, it } from 'vitest'
import { Asking } from '../support/asking.ts'
import { launchChromium } from '../support/chromium.ts'
import { unfold } from '../support/in-page.ts'
import { expectAccessible, picture } from '../support/local-in-browser.ts'
import { openConsole } from '../support/operator-console.ts'

let served: Awaited<ReturnType<typeof openConsole>>
let browser: Awaited<ReturnType<typeof launchChromium>>

beforeAll(async () => {
  const world = await Asking.begin()
  await world.people('student', 12, { answer: 1 })
  await world.close()
  await world.people('ambulance', 15, { guess: 3, about: 'student' })
  await world.passes(7)
  await world.close()
  served = await openConsole(world)
  browser = await launchChromium()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

it('shows how far people are off about each other, as a chart whose figures stand out, and as tables that fold', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
  await page.goto(served.address)
  const card = page.locator('.app-card').filter({ hasText: 'Perception gap at each closing, in tenths' })
  const figures = card.locator('svg text[x="0"]')
  expect(await figures.count()).toBeGreaterThan(2)
  expect(await figures.first().getAttribute('paint-order')).toBe('stroke')
  expect(await card.getByRole('table').count()).toBe(0)
  await page.evaluate(unfold)
  await card.getByRole('row', { name: 'student by ambulance 15' }).waitFor()
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 960 })
    await expectAccessible(page)
    await picture(page, `console-perception-${width}`)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(19, 27, 28)')
  await expectAccessible(page)
  await picture(page, 'console-perception-dark')
})
