import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openPublishing } from '../../tools/journeys/open-publishing.ts'
import { runJourneys } from '../../tools/journeys/run-journeys.ts'
import { aCourseFolder } from '../support/course-folder.ts'
import { scrollWidth } from '../support/in-page.ts'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'
import { FakeTerminal } from '../support/operator-context.ts'

const address = 'reader@example.org'
const phone = { width: 360, height: 740 }
let root: string
let local: LocalInBrowser
let page: Page

beforeAll(async () => {
  root = await aCourseFolder(900)
  local = await startLocalInBrowser([], [])
  vi.stubEnv('AWS_PORT', local.awsPort)
  page = await (await local.browser.newContext({ viewport: phone })).newPage()
  page.setDefaultTimeout(10_000)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await local?.close()
  await rm(root, { recursive: true })
})

/** What an author types. */
async function journeys(...args: string[]): Promise<string> {
  const io = new FakeTerminal()
  const code = await runJourneys(['--folder', join(root, 'journeys'), ...args], {
    io,
    connect: openPublishing,
  })
  expect(code, io.stdout + io.stderr).toBe(0)
  return io.stdout
}

const fileOf = (name: string) => join(root, 'journeys/handing-over', name)

/** Mends a file of the draft. */
async function mend(name: string, before: string | RegExp, after: string): Promise<void> {
  const text = await readFile(fileOf(name), 'utf8')
  const mended = text.replace(before, after)
  expect(mended).not.toBe(text)
  await writeFile(fileOf(name), mended)
}

/** Each thing that the list asks for, by the file that it names. */
async function decideWhatIsAsked(list: string): Promise<void> {
  await mend('journey.md', /^sender: .*$/m, 'sender: "Handing over <team@example.org>"')
  await mend(
    'journey.md',
    'another begins.',
    'another begins. By somebody else, under a licence that lets it be changed.',
  )
  const asked = new Set(
    Array.from(list.matchAll(/([\w-]+\.md):1 {2}advice: There is no in-short/g), ([, name = '']) => name),
  )
  expect(asked.size).toBe(3)
  for (const name of asked)
    await mend(name, /^reflection:/m, 'in-short: "What happens, and what to try."\nreflection:')
  expect(list).toContain('line.png has no description')
  await mend('listening-when-you-are-tired.md', '![](line.png)', '![Three lines on a page](line.png)')
}

/** An email in the inbox of this machine, as it stands there beside its text. */
async function emailInInbox(on: Page, subject: string): Promise<Frame> {
  await on.goto(`${local.website}/_local/?to=${address}`)
  await on.getByRole('link', { name: subject, exact: true }).click()
  await on.waitForURL(/\/_local\/emails\//)
  await on.waitForLoadState('networkidle')
  const frame = await (await on.locator('iframe').elementHandle())?.contentFrame()
  if (!frame) throw new Error(`The email “${subject}” is not shown.`)
  return frame
}

/** The pictures of an email that say something: their descriptions, and how wide each is and was drawn. */
const pictures = `[...document.images].filter(({ alt }) => alt !== '').map(image =>
  ({ alt: image.alt, isDrawn: image.naturalWidth > 0, width: Math.round(image.getBoundingClientRect().width) }))`

interface Shown {
  alt: string
  isDrawn: boolean
  width: number
}

it('a course by somebody else becomes emails that can be read on a phone, with pictures and without', async () => {
  const list = await journeys('draft', join(root, 'course'), '--id', 'handing-over')
  await decideWhatIsAsked(list)
  expect(await journeys('lint', 'handing-over')).toMatch(/\nhanding-over: 3 modules, nothing wrong\.\n$/)
  await journeys('publish', 'handing-over', '--local', '--yes')

  await page.goto(`${local.website}/journeys/handing-over`)
  await expectAccessible(page)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await page.getByRole('button', { name: 'Sign me up' }).click()
  await local.inbox(address)
  await followLink(local, page, address, /confirm/i)
  await page.getByRole('button', { name: 'Start my journey' }).click()
  await local.inbox(address)
  await followLink(local, page, address, /done this module/i)
  await page.getByRole('button', { name: /done this module/i }).click()
  await expectAccessible(page)
  await local.moveClock({ advance: 'P4D' })
  await local.inbox(address)

  const plain = await (await local.browser.newContext({ viewport: phone })).newPage()
  await plain.route('**/pictures/**', route => route.abort())
  for (const [subject, alt, words] of [
    ['Handing over well', 'A circle of chairs', 'Welcome, friend!'],
    ['Listening when you are tired', 'Three lines on a page', 'Do not fix it'],
  ] as const)
    for (const on of [page, plain]) {
      const email = await emailInInbox(on, subject)
      expect(await email.locator('body').textContent()).toContain(words)
      const shown = (await email.evaluate(pictures)) as Shown[]
      expect(shown).toEqual([{ alt, isDrawn: on === page, width: expect.any(Number) }])
      expect(shown[0]?.width).toBeLessThanOrEqual(phone.width)
      // The whole email alone on the phone, as a mail program shows it.
      await on.goto(email.url())
      expect(await on.evaluate(scrollWidth)).toBe(phone.width)
    }
})
