import { afterAll, beforeAll, expect, it } from 'vitest'
import { noFigures } from '../../shared/domain/circles/round-figures.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { World } from '../../tools/simulation/world.ts'
import { launchChromium } from '../support/chromium.ts'
import { unfold } from '../support/in-page.ts'
import { expectAccessible, picture } from '../support/local-in-browser.ts'
import { manyAt, manyRounds, withManyCircles } from '../support/many-circles.ts'
import { openConsole } from '../support/operator-console.ts'

let served: Awaited<ReturnType<typeof openConsole>>
let crowded: Awaited<ReturnType<typeof openConsole>>
let browser: Awaited<ReturnType<typeof launchChromium>>

const round = (circles: number) => ({
  ...noFigures(),
  ...{ people: circles * 5, groups: circles + 1, waiting: 2, pairsOfAll: 100, acrossOfAll: 72 },
  ...{ circles, introduced: circles * 4, pairs: circles * 6, across: circles * 5, repeats: 1 },
  ...{ met: circles - 2, over: circles, overAndMet: circles - 2, laterHosts: circles, passedOn: 3 },
})

beforeAll(async () => {
  const world = new World(Date.parse('2026-12-28T09:00:00Z'))
  await world.publish()
  await mirrorStore(world.table).show('sample', {
    snapshot: { at: world.clock.now(), people: [], cells: {} },
    rounds: {
      '2026-11-29': round(2),
      '2026-12-06': round(7),
      '2026-12-13': round(6),
      '2026-12-20': round(9),
    },
    worths: { yes: 31, 'not-sure': 8, no: 3 },
  })
  served = await openConsole(world)
  const full = new World(manyAt)
  await full.publish()
  await withManyCircles(full)
  crowded = await openConsole(full)
  browser = await launchChromium()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await crowded?.close()
  await served?.close()
})

it('shows how people met in circles: charts, beside chance, and tables, on a desk, on a phone and in the dark', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
  await page.goto(served.address)
  await page.getByRole('link', { name: 'Report', exact: true }).click()
  await page.getByText('had chance dealt the same people').first().waitFor()
  await page.evaluate(unfold)
  await page.getByRole('row', { name: 'said that they met 16 73 %', exact: true }).waitFor()
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 960 })
    await expectAccessible(page)
    await picture(page, `console-circles-${width}`, true)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await picture(page, 'console-circles-dark', true)
  expect(await page.getByRole('row', { name: 'not sure 8', exact: true }).count()).toBe(1)
})

it('folds hundreds of circles, which open without a script, on a desk, on a phone and in the dark', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 }, javaScriptEnabled: false })
  await page.goto(crowded.address)
  await page.getByRole('link', { name: 'Circles', exact: true }).click()
  await page.getByRole('heading', { name: manyRounds.reported, exact: true }).waitFor()
  expect(await page.locator('details').count()).toBe(20)
  await page.getByText(`${manyRounds.newest}.0: proposed since`).click()
  await page.getByRole('link', { name: 'Take out of circles' }).nth(4).waitFor()
  await page.getByRole('link', { name: 'All 130 of this round' }).click()
  await page.getByRole('link', { name: 'The next 30 of 130' }).click()
  expect(await page.locator('details').count()).toBe(30)

  // The address of a console opens it once: axe is a script, and looks with the same cookie.
  const storageState = await page.context().storageState()
  const looked = await browser.newPage({ viewport: { width: 1280, height: 960 }, storageState })
  for (const path of ['/circles', `/circles/round/${manyRounds.newest}?from=100`]) {
    await looked.goto(new URL(path, crowded.origin).href)
    await looked.evaluate(unfold)
    for (const width of [1280, 320]) {
      await looked.setViewportSize({ width, height: 960 })
      await expectAccessible(looked)
      await picture(looked, `console-many-circles-${width}`, true)
    }
    await looked.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(looked)
    await looked.emulateMedia({ colorScheme: 'light' })
  }
})
