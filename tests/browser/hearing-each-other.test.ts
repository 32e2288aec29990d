import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  latestEmail,
  openEmail,
  picture,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

/** One more than are shown apart only together. Two of them write. */
const crew = Array.from({ length: 11 }, (_, i) => `crew-${i}@example.org`)
const [kim = '', lee = ''] = crew
const [sam, alex] = ['sam@example.org', 'alex@example.org']
/** What a page and an email have to show as it is. */
const [ofKim, ofLee] = [
  'I asked <b>what</b> they see: {{greetingHtml}} 🚑',
  'I said thank you, and it changed the day.',
]
const reason = ['--yes', '--reason', 'a walk']
const kept = 'Nobody else ever reads this part.'

let local: LocalInBrowser
let page: Page
/** Axe is a script, so it looks at what the page without one shows in a page of its own. */
let withScripts: Page

const main = async () => (await page.locator('main').textContent()) ?? ''
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function joins(address: string, sector: string): Promise<void> {
  await page.goto(`${local.website}/`)
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('checkbox', { name: /yes, please email me/i }).check()
  await press('Sign me up')
  await followLink(local, page, address, /confirm/i)
  await press('Start my journey')
  await page.getByLabel(/Where you work/).selectOption(sector)
  await press('Save')
}

/** Posts a form without a browser: those who make up the numbers. */
async function post(path: string, fields: Record<string, string>): Promise<void> {
  const answer = await fetch(`${local.website}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  await answer.arrayBuffer()
  expect(answer.status, `POST ${path}`).toBeLessThan(400)
}

async function mailedLink(address: string, path: string): Promise<URL> {
  const { text } = await latestEmail(local, address)
  const found = new RegExp(`${local.website}${path}\\S+`).exec(text)?.[0]
  return new URL(found ?? expect.fail(`No link to ${path} was mailed to ${address}.`))
}

async function joinsQuietly(address: string, sector: string): Promise<void> {
  await post('/sign-up', { email: address, consent: 'yes', consentVersion: 'en-1', sector })
  const { pathname, searchParams } = await mailedLink(address, '/confirm')
  await post(pathname, { t: searchParams.get('t') ?? '' })
}

/** Answers the question of the first module, and perhaps writes. */
async function answersQuietly(address: string, answer: string, excerpt?: string): Promise<void> {
  const { pathname, search, searchParams } = await mailedLink(address, '/modules')
  const page = await (await fetch(`${local.website}${pathname}${search}`)).text()
  const [, question = ''] = /name="question" value="([^"]+)"/.exec(page) ?? []
  const words = excerpt && { reflection: `${excerpt} ${kept}`, excerpt }
  await post(pathname, { t: searchParams.get('t') ?? '', action: 'done', question, answer, ...words })
}

async function writes(text: string, excerpt: string): Promise<void> {
  await page.getByText('Write a few words, if you like').click()
  await page.locator('textarea[name=reflection]').fill(text)
  await page.getByLabel('What you would share of it').fill(excerpt)
}

/** Does the module that is before somebody. @param answer which option they choose. */
async function does(address: string, answer: number, excerpt?: string): Promise<void> {
  await followLink(local, page, address, /done this module/i)
  await page.getByRole('radio').nth(answer).check()
  if (excerpt !== undefined) await writes(`${excerpt} ${kept}`, excerpt)
  await press(/done this module/i)
}

/** Time passes until another email has come to somebody. */
async function nextEmail(to: string) {
  const { length } = await local.inbox(to)
  for (let jump = 0; jump < 20 && (await local.inbox(to)).length === length; jump += 1)
    await local.moveClock({ to: 'next-due' })
  return latestEmail(local, to)
}

/** Everything on the page is there without a script, fits a phone, and axe finds nothing. */
async function looksWell(name: string): Promise<void> {
  await withScripts.goto(`${local.website}/`)
  await withScripts.setContent(await page.content())
  await expectAccessible(withScripts)
  await picture(page, name, true)
}

beforeAll(async () => {
  local = await startLocalInBrowser()
  const viewport = { width: 320, height: 640 }
  page = await (await local.browser.newContext({ viewport, javaScriptEnabled: false })).newPage()
  withScripts = await local.browser.newPage({ viewport })
  page.setDefaultTimeout(10_000)
  await local.operator('reflections', 'on', 'shiftworks', ...reason)
  for (const address of crew) await joinsQuietly(address, 'ambulance')
  for (const address of [sam, alex]) await joins(address, 'student')
  for (const [i, address] of crew.entries())
    if (address !== kim) await answersQuietly(address, i < 8 ? '3' : '1', address === lee ? ofLee : undefined)
}, 240_000)
afterAll(() => local?.close())

it('leads from “done” to what others answered and wrote, and into the next email, until it is taken back', async () => {
  await does(kim, 3, ofKim)
  // A Monday night passes, in which what they answered is counted.
  await local.moveClock({ advance: 'P7D' })
  const waiting = (await local.operator('reflections', 'next', 'shiftworks')) as {
    id: string
    text: string
  }[]
  expect(new Set(waiting.map(({ text }) => text))).toEqual(new Set([ofKim, ofLee]))
  for (const { id } of waiting) await local.operator('reflections', 'approve', id, ...reason)

  await followLink(local, page, sam, /done this module/i)
  await page.getByRole('radio').first().check()
  await page.getByLabel(/Out of ten people from ambulance services/).selectOption('3')
  await press(/done this module/i)
  const answered = await main()
  expect(answered).toMatch(/You guessed that 3 in 10 people from ambulance services chose/)
  expect(answered).toContain('It was 7 in 10.')
  for (const words of [ofKim, ofLee, 'from a learner in an ambulance service'])
    expect(answered).toContain(words)
  expect(answered).not.toContain(kept)
  expect(await page.locator('main b').count()).toBe(0)
  await looksWell('hearing-1-done')

  const email = await nextEmail(sam)
  expect(email.text.replaceAll(/\s+/g, ' ')).toMatch(/You guessed that 3 in 10 people .* It was 7 in 10\./)
  for (const words of [ofKim, ofLee]) expect(email.text).toContain(`> ${words}\n`)
  expect(Buffer.byteLength(email.html)).toBeLessThan(90 * 1024)
  await page.setViewportSize({ width: 640, height: 900 })
  await openEmail(page, email)
  const mailed = (await page.locator('body').textContent()) ?? ''
  for (const words of [ofKim, ofLee, 'from a learner in an ambulance service'])
    expect(mailed).toContain(words)
  await picture(page, 'hearing-2-email', true)
  await page.setViewportSize({ width: 320, height: 640 })

  await followLink(local, page, kim, /My journey/i)
  await page.getByText('Private settings').click()
  await press('Mail me the link')
  await followLink(local, page, kim, 'Open my private settings')
  await page.getByRole('link', { name: 'See, change or delete what you have written' }).click()
  expect(await main()).toContain('A person has read this, and learners elsewhere may be shown it:')
  await looksWell('hearing-3-private')
  await press('Take it back')
  expect(await main()).toContain('You have taken it back.')
  await local.moveClock({ advance: 'PT15S' })

  await does(alex, 1)
  expect(await main()).toContain(ofLee)
  expect(await main()).not.toContain(ofKim)
  const { text, html } = await nextEmail(alex)
  expect(text).toContain(ofLee)
  expect(text + html).not.toContain('what they see')
  await followLink(local, page, lee, /done this module/i)
  expect(await main()).not.toContain(ofLee)
})
