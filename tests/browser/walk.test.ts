import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Email } from '../../tools/local/aws/ses/inbox.ts'
import { publishJourneys } from '../../tools/local/journeys.ts'
import { type Local, startLocal } from '../../tools/local/start-local.ts'
import { loadAxe } from '../support/axe.ts'
import { launchChromium } from '../support/chromium.ts'
import { runAxe } from '../support/in-page.ts'

const address = 'walker@example.org'
/** Where pictures for the README go, when somebody asks for them: `SCREENSHOTS=docs/images npx vitest run …`. */
const pictures = process.env['SCREENSHOTS']
const dataDir = mkdtempSync(join(tmpdir(), 'shiftworks-walk-'))
let local: Local
let browser: Browser
let page: Page

beforeAll(async () => {
  local = await startLocal({ port: 0, awsPort: 0, dataDir })
  await publishJourneys(local)
  browser = await launchChromium()
  const context = await browser.newContext({
    viewport: { width: 1000, height: 900 },
    javaScriptEnabled: true,
  })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
})

afterAll(async () => {
  await browser?.close()
  await local?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function picture(name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function inbox(): Promise<Email[]> {
  await fetch(`${local.website}/_local/api/idle`)
  const answer = await fetch(`${local.website}/_local/api/emails?to=${address}`)
  return (await answer.json()) as Email[]
}

async function latest(): Promise<Email> {
  const email = (await inbox()).at(-1)
  if (!email) throw new Error('The inbox is empty.')
  return email
}

/** Shows an email by itself: a document keeps the content policy of the page that it replaces, and would lose its styles. */
async function open({ html }: Email): Promise<void> {
  await page.goto('about:blank')
  await page.setContent(html)
}

/** Opens the newest email as an inbox would show it, and follows its button or link. */
async function followInEmail(name: RegExp): Promise<void> {
  const email = await latest()
  await open(email)
  const href = await page.getByRole('link', { name }).first().getAttribute('href')
  if (!href) throw new Error(`The email “${email.subject}” has no link ${name}.`)
  await page.goto(href)
}

async function moveClock(body: { advance: string } | { to: 'next-due' }): Promise<void> {
  const answer = await fetch(`${local.website}/_local/api/clock`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
}

const passDays = (days: number) => moveClock({ advance: `P${days}D` })

const accessible = async () => {
  await loadAxe(page)
  expect(await page.evaluate(runAxe)).toEqual([])
}

const heading = () => page.getByRole('heading', { level: 1 })

it('walks the whole journey, from the form to the last module', async () => {
  await page.goto(`${local.website}/`)
  await picture('sign-up')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await page.getByRole('button', { name: 'Sign me up' }).click()
  await accessible()
  await picture('thanks')

  expect(await inbox()).toHaveLength(1)
  await followInEmail(/confirm/i)
  await page.getByRole('button', { name: 'Start my journey' }).click()
  await accessible()
  await picture('welcome')
  await page.getByLabel(/First name/).fill('Sam')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await accessible()

  const subjects: string[] = []
  for (let module = 1; module <= 8; module += 1) {
    const email = await latest()
    subjects.push(email.subject)
    // The first was on its way before they said it.
    if (module > 1) expect(email.text).toContain('Hello Sam,')
    if (module === 2) {
      await open(email)
      await picture('email')
    }
    await followInEmail(/done this module/i)
    await accessible()
    if (module === 2) await picture('module')
    await page.getByRole('button', { name: /done this module/i }).click()
    await accessible()
    if (module === 2) await picture('done')
    if (module < 8) await moveClock({ to: 'next-due' })
  }
  expect(new Set(subjects).size).toBe(8)
  expect(await heading().isVisible()).toBe(true)
  await picture('finished')

  await passDays(90)
  // What asked to confirm, eight modules, and the last word.
  expect(await inbox()).toHaveLength(10)
  const last = await latest()
  expect(new Set(last.text.match(/\/modules\/[a-z-]+\/[a-z-]+/g)).size).toBe(8)
  await open(last)
  await accessible()
  await picture('finished-email')
})

it('lets somebody leave with one press, and nothing comes any more', async () => {
  await followInEmail(/unsubscribe/i)
  await accessible()
  await page.getByRole('button', { name: 'Stop all emails' }).click()
  await accessible()
  const emails = (await inbox()).length
  await passDays(30)
  expect(await inbox()).toHaveLength(emails)
})

it('shows the inbox and the clock', async () => {
  await page.goto(`${local.website}/_local/`)
  await accessible()
  await picture('local')
})

it('has the operator’s console beside the inbox, for this machine alone', async () => {
  await page.goto(`${local.website}/_local/`)
  await page.getByRole('link', { name: 'Console' }).click()
  expect(await heading().textContent()).toBe('Overview')
  await accessible()
  await page.getByRole('link', { name: 'Learner' }).click()
  await page.getByLabel('Email address, or id').fill(address)
  await page.getByRole('button', { name: 'Find them' }).click()
  expect(await heading().textContent()).toBe(address)
  expect(await page.locator('main').textContent()).toContain('Left')
  const foreign = await statusAs('evil.example')
  expect(foreign).toBe(403)
})

/** What the console answers to who has another name for this machine. */
const statusAs = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = get(`${local.website}/_local/console/`, { headers: { host } }, answer => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject)
  })
