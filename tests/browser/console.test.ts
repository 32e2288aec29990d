import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  countStops,
  type Focused,
  focused,
  runAxe,
  scrollWidth,
  startOver,
  unfold,
} from '../support/in-page.ts'
import { openConsole } from '../support/operator-console.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** Where pictures for the docs go, when somebody asks for them: `SCREENSHOTS=docs/images npx vitest run …`. */
const pictures = process.env['SCREENSHOTS']
const violations: string[] = []
let world: World
let served: Awaited<ReturnType<typeof openConsole>>
let browser: Browser
let page: Page

/** Some days of a small service. */
async function someDays(): Promise<World> {
  const days = new World(monday)
  await days.publish()
  for (let i = 0; i < 12; i += 1) {
    await days.learner(`nurse-${i}@example.org`, { sector: i % 2 ? 'ambulance' : 'social-care' })
    if (i < 7) await days.done(`nurse-${i}@example.org`, 'one')
    if (i % 4 === 3) await days.pass(1)
  }
  await days.signUp('late@example.org')
  await days.act('nurse-11@example.org', { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
  await days.settle()
  return days
}

beforeAll(async () => {
  world = await someDays()
  served = await openConsole(world)
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(10_000)
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await page.goto(served.address)
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

async function picture(name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `console-${name}.png`) })
}

/** On a desk and on a phone: nothing for axe to find, and nothing to scroll sideways. */
async function expectGood(): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate(unfold)
    await page.evaluate(axe.source)
    expect(await page.evaluate(runAxe)).toEqual([])
    expect(await page.evaluate(scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

async function expectWalkable(): Promise<void> {
  await page.evaluate(startOver)
  const stops = await page.evaluate<number>(countStops)
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
}

describe('the console', () => {
  it('opens on how the system is', async () => {
    expect(await page.title()).toBe('Overview – ShiftWorks local')
    expect(page.url()).toBe(`${served.origin}/`)
    await picture('overview')
    expect(await page.getByRole('img', { name: /^Sign-ups/ }).isVisible()).toBe(true)
    await expectWalkable()
    await expectGood()
  })

  it('keeps to its content security policy', () => {
    expect(violations).toEqual([])
  })
})
