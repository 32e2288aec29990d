import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Email } from '../../tools/local/aws/ses/inbox.ts'
import { enter, tabTo, typeInto } from '../support/keyboard.ts'
import {
  expectAccessible,
  followLink,
  type LocalInBrowser,
  latestEmail,
  openEmail,
  picture,
  startLocalInBrowser,
} from '../support/local-in-browser.ts'

/** How somebody operates a page. */
interface Hands {
  press(wanted: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
  choose(list: Locator, label: string): Promise<void>
  tick(box: Locator): Promise<void>
}

const mouse: Hands = {
  press: wanted => wanted.click(),
  write: (field, text) => field.fill(text),
  choose: async (list, label) => void (await list.selectOption({ label })),
  tick: box => box.check(),
}

const keyboard = (page: Page): Hands => ({
  press: wanted => enter(page, wanted),
  write: (field, text) => typeInto(page, field, text),
  async choose(list, label) {
    await tabTo(page, list)
    await page.keyboard.type(label)
  },
  async tick(box) {
    await tabTo(page, box)
    await page.keyboard.press('Space')
  },
})

/** Somebody before a browser of their own. */
interface Reader {
  name: string
  email: string
  sector: string
  page: Page
  hands: Hands
  /** Twice as large, where they have set their browser so. */
  letters?: '200%'
}

const why = ['--yes', '--reason', 'a test']
let local: LocalInBrowser
let readers: readonly [Reader, Reader, Reader, Reader]
/** Axe is a script, so it looks at what a page without one shows in a page of its own. */
let withScripts: Page

async function reader(
  name: string,
  sector: string,
  context: Parameters<LocalInBrowser['browser']['newContext']>[0],
  more: { handsOf?: (page: Page) => Hands; letters?: '200%' } = {},
): Promise<Reader> {
  const page = await (await local.browser.newContext(context)).newPage()
  page.setDefaultTimeout(10_000)
  const { handsOf = () => mouse, ...others } = more
  return { name, sector, email: `${name.toLowerCase()}@example.org`, page, hands: handsOf(page), ...others }
}

/** Posts a form without a browser: what other tests look at. */
async function post(path: string, fields: Record<string, string>): Promise<void> {
  const answer = await fetch(`${local.website}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  await answer.arrayBuffer()
  expect(answer.status, `POST ${path}`).toBeLessThan(400)
}

/** Presses the button behind a link of the newest email. */
async function pressQuietly(email: string, path: string, fields: Record<string, string> = {}): Promise<void> {
  const { text } = await latestEmail(local, email)
  const found = new RegExp(`${local.website}${path}\\S+`).exec(text)?.[0]
  const { pathname, searchParams } = new URL(found ?? expect.fail(`No link to ${path} came to ${email}.`))
  await post(pathname, { t: searchParams.get('t') ?? '', ...fields })
}

/** Signs up, and does three modules: from then on they may join a round. */
async function comesAlong({ email, sector }: Reader): Promise<void> {
  await post('/sign-up', { email, consent: 'yes', consentVersion: 'en-1', sector })
  await pressQuietly(email, '/confirm')
}

const kindOf = ({ tags }: Email): string => tags['kind'] ?? ''
const letters = async (email: string, kind: string): Promise<Email[]> =>
  (await local.inbox(email)).filter(one => kindOf(one) === kind)

/** Days pass until everybody of these has a letter of a kind. */
async function awaitLetters(kind: string, from: readonly Reader[], longest = 16): Promise<void> {
  for (let days = 0; days < longest; days += 1) {
    const counts = await Promise.all(from.map(async ({ email }) => (await letters(email, kind)).length))
    if (counts.every(count => count > 0)) return
    await local.moveClock({ advance: 'P1D' })
  }
  expect.fail(`No ${kind} has come to everybody in ${longest} days.`)
}

async function openLetter({ page, email }: Reader, kind: string, button: string): Promise<void> {
  await openEmail(page, (await letters(email, kind)).at(-1) ?? expect.fail(`No ${kind} to ${email}.`))
  const href = await page.getByRole('link', { name: button }).getAttribute('href')
  await page.goto(href ?? expect.fail(`The ${kind} has no ${button}.`))
}

/** What stands on the page, once axe has found nothing, and nothing has to be scrolled sideways. */
async function sees({ page, letters: size, name }: Reader, picturedAs: string): Promise<string> {
  if (size) await page.evaluate(`document.documentElement.style.fontSize = '${size}'`)
  if (name === 'Ann') {
    await withScripts.goto(`${local.website}/`)
    await withScripts.setContent(await page.content())
    await expectAccessible(withScripts)
  } else await expectAccessible(page)
  await picture(page, `four-${picturedAs}-${name}`, true)
  return (await page.locator('main').textContent()) ?? ''
}

const button = ({ page }: Reader, name: string) => page.getByRole('button', { name, exact: true })

beforeAll(async () => {
  local = await startLocalInBrowser()
  withScripts = await local.browser.newPage()
  readers = [
    await reader('Ann', 'nhs-hospital', { javaScriptEnabled: false }),
    await reader(
      'Ben',
      'ambulance',
      { viewport: { width: 320, height: 640 } },
      { handsOf: page => keyboard(page) },
    ),
    await reader('Cat', 'social-care', { colorScheme: 'dark' }),
    await reader('Dan', 'student', { viewport: { width: 640, height: 800 } }, { letters: '200%' }),
  ]
  await local.operator('circles', 'on', 'shiftworks', '--smallest-pool', '4', ...why)
  for (const one of readers) await comesAlong(one)
  for (const module of ['first', 'second', 'third']) {
    for (const { email } of readers) await pressQuietly(email, '/modules', { action: 'done' })
    if (module !== 'third') await local.moveClock({ advance: 'P8D' })
  }
}, 480_000)
afterAll(() => local?.close())

it('four people join, say yes or no, are introduced, host in turns and meet, and nobody learns who said no', async () => {
  const [ann, ben, cat, dan] = readers
  const circle = [ann, ben, cat]
  /** All that comes to those who said yes, once everybody has answered. */
  const told: string[] = []

  for (const one of readers) {
    await followLink(local, one.page, one.email, /^My journey/)
    await one.hands.press(one.page.getByRole('link', { name: 'See how it works, and join' }))
    await sees(one, '1-round')
    await one.hands.write(one.page.getByLabel('The name that others see'), one.name)
    await one.hands.choose(one.page.getByLabel('Your kind of work'), 'Another kind of work')
    await one.hands.tick(one.page.getByLabel('I am 18 or over'))
    await one.hands.press(button(one, 'Join this round'))
    expect(await sees(one, '2-joined')).toContain('You have joined.')
  }

  await awaitLetters('circle-proposal', readers)
  for (const one of readers) {
    const [{ text = '' } = {}] = await letters(one.email, 'circle-proposal')
    for (const other of readers.filter(reader => reader !== one)) {
      expect(text).toContain(`- ${other.name}: `)
      expect(text).not.toContain(other.email)
    }
    await openLetter(one, 'circle-proposal', 'Yes, or not this time')
    expect(await sees(one, '3-proposal')).not.toMatch(/Ann|Ben|Cat|Dan/)
  }
  await dan.hands.press(button(dan, 'Not this time'))
  expect(await sees(dan, '4-said')).toContain('So far, you have said: not this time.')
  for (const one of circle) {
    await one.hands.press(button(one, 'Yes, introduce me'))
    expect(await sees(one, '4-said')).toContain('So far, you have said yes.')
  }

  await awaitLetters('circle-introduction', circle)
  for (const one of circle) {
    const [{ text = '', html = '' } = {}] = await letters(one.email, 'circle-introduction')
    for (const other of circle.filter(reader => reader !== one)) expect(text).toContain(`\n${other.email}\n`)
    await openLetter(one, 'circle-introduction', 'Open the page of your circle')
    told.push(text, html, await sees(one, '5-circle'))
  }

  const hosting: Reader[] = []
  for (const one of circle) if (await button(one, 'Pass it on to the next').isVisible()) hosting.push(one)
  expect(hosting).toHaveLength(1)
  const [first = ann] = hosting
  await first.hands.press(button(first, 'Pass it on to the next'))
  told.push(await sees(first, '6-passed-on'))
  expect(told.at(-1)).toContain('You have passed it on.')
  await local.moveClock({ advance: 'P2D' })
  const asked = await Promise.all(
    circle.map(async one => ((await letters(one.email, 'circle-hosting')).length > 0 ? [one] : [])),
  )
  const [second = ann, ...others] = asked.flat()
  expect(others).toEqual([])
  expect(second).not.toBe(first)

  for (const one of circle) {
    const isHost = one === second
    await openLetter(
      one,
      isHost ? 'circle-hosting' : 'circle-introduction',
      isHost ? 'We met, or pass it on' : 'Open the page of your circle',
    )
    told.push(await sees(one, '7-again'))
    await one.hands.tick(one.page.getByLabel('Yes', { exact: true }))
    await one.hands.press(button(one, 'We met'))
    told.push(await sees(one, '8-met'))
    expect(told.at(-1)).toContain('Thank you for telling us.')
    told.push(...(await letters(one.email, 'circle-hosting')).flatMap(({ text, html }) => [text, html]))
  }

  // To who said no it looks as to everybody whose group is closed.
  await openLetter(dan, 'circle-proposal', 'Yes, or not this time')
  const closed = await sees(dan, '9-closed')
  await openLetter(ann, 'circle-proposal', 'Yes, or not this time')
  expect(await sees(ann, '9-closed')).toBe(closed)
  expect(await letters(dan.email, 'circle-introduction')).toEqual([])
  for (const words of told) expect(words).not.toMatch(/Dan\b|dan@|not this time/i)
}, 480_000)
