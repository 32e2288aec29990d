import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import type { Email } from '../../tools/local/aws/ses/inbox.ts'
import { publishJourneys, readJourneys } from '../../tools/local/journeys.ts'
import { startLocal } from '../../tools/local/start-local.ts'
import { connect } from '../../tools/operator/aws/connect.ts'
import { operate } from '../../tools/operator/operate.ts'
import { loadAxe } from './axe.ts'
import { launchChromium } from './chromium.ts'
import { runAxe, scrollWidth } from './in-page.ts'
import { FakeTerminal } from './operator-context.ts'

/** Where pictures go, when somebody asks for them: `SCREENSHOTS=docs/images npx vitest run …`. */
const pictures = process.env['SCREENSHOTS']

/** How far the clock is moved. */
type Jump = { advance: string } | { to: 'next-due' }

/** The whole service on this machine, with a browser before it. */
export interface LocalInBrowser {
  website: string
  /** Where its AWS listens. */
  awsPort: string
  browser: Browser
  /** What has come to somebody, once nothing is under way any more; oldest first. */
  inbox: (to: string) => Promise<Email[]>
  moveClock: (jump: Jump) => Promise<void>
  /** Runs a command of the operator. @returns its result. */
  operator: (...args: string[]) => Promise<unknown>
  close: () => Promise<void>
}

/** Starts it, and publishes the journeys of this repository, and those that a test brings. @param own in place of the former. */
export async function startLocalInBrowser(
  more: readonly AuthoredJourney[] = [],
  own?: readonly AuthoredJourney[],
): Promise<LocalInBrowser> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shiftworks-browser-'))
  const local = await startLocal({ port: 0, awsPort: 0, dataDir })
  await publishJourneys(local, undefined, [...(own ?? (await readJourneys())), ...more])
  const { website } = local
  const awsPort = new URL(local.aws).port
  const browser = await launchChromium()
  return {
    website,
    awsPort,
    browser,
    inbox: async to => {
      await fetch(`${website}/_local/api/idle`)
      return (await (await fetch(`${website}/_local/api/emails?to=${to}`)).json()) as Email[]
    },
    moveClock: async jump => {
      const answer = await fetch(`${website}/_local/api/clock`, {
        method: 'POST',
        body: JSON.stringify(jump),
      })
      expect(answer.status).toBe(200)
    },
    operator: async (...args) => {
      const io = new FakeTerminal()
      const all = [...args, '--local', '--json']
      const code = await operate(all, { io, connect, env: { AWS_PORT: awsPort } })
      expect(code, io.stderr).toBe(0)
      return JSON.parse(io.stdout || 'null')
    },
    close: async () => {
      await browser.close()
      await local.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The newest email to somebody. */
export async function latestEmail({ inbox }: LocalInBrowser, to: string): Promise<Email> {
  const email = (await inbox(to)).at(-1)
  if (!email) throw new Error(`Nothing has come to ${to}.`)
  return email
}

/** Shows an email by itself: a document keeps the content policy of the page that it replaces, and would lose its styles. */
export async function openEmail(page: Page, { html }: Email): Promise<void> {
  await page.goto('about:blank')
  await page.setContent(html)
}

/** Opens the newest email to somebody as an inbox would show it, and follows its button or link. */
export async function followLink(
  local: LocalInBrowser,
  page: Page,
  to: string,
  name: RegExp | string,
): Promise<void> {
  const email = await latestEmail(local, to)
  await openEmail(page, email)
  const href = await page.getByRole('link', { name }).first().getAttribute('href')
  if (!href) throw new Error(`The email “${email.subject}” has no link ${name}.`)
  await page.goto(href)
}

/** Axe finds nothing on the page, and nothing has to be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  await loadAxe(page)
  expect(await page.evaluate(runAxe), page.url()).toEqual([])
  expect(await page.evaluate(scrollWidth), page.url()).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
}

/** Takes a picture of what is on the screen, or of the whole page, when somebody asks for pictures. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage })
}
