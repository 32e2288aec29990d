import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ChosenName } from '../../shared/domain/circles/chosen-name.ts'
import { CircleLife, type Person, six } from '../support/circle-life.ts'
import { turnCircles } from '../support/circles.ts'
import { formPost } from '../support/http-event.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { nastyAsKept, unseenIn } from '../support/unseen.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

/** Names that can be chosen: from either side, of many marks, styled, as long as may be, and made of other programs' words. */
const chosen = [
  'محمد',
  'שָׁרוֹן',
  'D’Arcy O’Neil-Featherstonehaug',
  'Ọlámidé',
  'Ẓ̌ạ̌l̤̃g̃̈o',
  'ﬁﬀ',
  'undefined',
  'null',
  'NaN',
  'constructor',
  'Bcc',
  'script',
  'ไม้ไต่คู้',
  'குமரன்',
  '王小明',
  'İi ıI',
  'ſ',
].map(name => name.normalize('NFKC'))

const anyName = fc.oneof(
  fc.constantFrom(...chosen),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter(text => ChosenName.safeParse(text).success),
)

/** Addresses with every sign that may stand in one and means something in a link, in HTML or in a template. */
const addresses = [
  `o'neill+a=b&c@example.org`,
  '{{x}}%0d%0abcc%3a@example.org',
  'a?cc=b#d/e@example.org',
  'x$1|`y^@example.org',
]

const named = (names: readonly string[]): Person[] =>
  six.map((person, n) => ({ ...person, name: names[n] ?? person.name, email: addresses[n] ?? person.email }))

/** A page or an email without its words: tags with the names of their attributes, in order. */
const bonesOf = (html: string): string[] =>
  (html.match(/<[^>]*>/g) ?? []).map(tag => tag.replaceAll(/="[^"]*"/g, ''))

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
const decoded = (html: string): string =>
  html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')

/** These people are introduced, and everything in which they are named is looked at. */
async function everywhere(people: readonly Person[]) {
  const life = await new CircleLife(people).begins()
  const { world } = life
  await life.pass(1)
  for (const { email } of people) await life.says(email, 'Agree')
  await life.pass(9)
  const [reader] = people
  const to = reader?.email ?? ''
  const letters = world.inbox(to).filter(({ kind }) => kind.startsWith('circle-'))
  const page = await website(world)({ url: mailedLink(world, to, 'circleUrl') })
  const operator = operatorContext(world)
  const csv = join(await mkdtemp(join(tmpdir(), 'names-in-circles-')), 'people.csv')
  await operator.run(['export', '--journey', 'sample', '--out', csv])
  const console = await visitConsole(world)
  const ofOperators = [
    (await operator.run(['circles', 'list'])).stdout,
    (await operator.run(['circles', 'list', '--json'])).stdout,
    (await operator.run(['circles', 'show', 'sample.2026-11-29.0.0'])).stdout,
    (await console.get('/circles')).page,
    JSON.stringify(world.log),
    JSON.stringify(world.published),
  ]
  await console.close()
  await world.execute(to, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const t = tokenOf(mailedLink(world, to, 'privateUrl'))
  const download = (await browsing(website(world))(formPost('/my-journey', { t, action: 'download' }))).body
  return { letters, page: page.body, ofOperators, csv: await readFile(csv, 'utf8'), download }
}

let harmless: Awaited<ReturnType<typeof everywhere>>
beforeAll(async () => {
  harmless = await everywhere(six)
})

async function expectHarmless(names: readonly string[]): Promise<void> {
  const people = named(names)
  const [reader, ...others] = people
  const { letters, page, ofOperators, csv, download } = await everywhere(people)
  expect(letters.map(({ kind }) => kind)).toEqual(harmless.letters.map(({ kind }) => kind))
  for (const [n, { kind, subject, headers, html, text }] of letters.entries()) {
    expect(bonesOf(html), kind).toEqual(bonesOf(harmless.letters[n]?.html ?? ''))
    for (const { name, email } of others) {
      expect(decoded(html), kind).toContain(`<strong>${name}</strong>`)
      expect(text, kind).toContain(`- ${name}: `)
      expect(text.includes(`\n${email}\n`), kind).toBe(kind !== 'circle-proposal')
      expect(`${subject} ${JSON.stringify(headers)}`).not.toContain(email)
    }
    expect(subject).toBe(harmless.letters[n]?.subject)
    expect(JSON.stringify(headers)).not.toMatch(/\\r|\\n/)
    const href = /href="(mailto:[^"]*)"/.exec(html)?.[1]
    if (!href) continue
    const [to = '', query = ''] = decoded(href).slice('mailto:'.length).split('?')
    expect(to.split(',').map(decodeURIComponent).toSorted()).toEqual(
      others.map(({ email }) => email).toSorted(),
    )
    expect(to).not.toMatch(/%0[ad]/i)
    expect([...new URLSearchParams(query).keys()].every(key => ['subject', 'body'].includes(key))).toBe(true)
  }
  expect(bonesOf(page)).toEqual(bonesOf(harmless.page))
  for (const { name } of others) expect(decoded(page)).toContain(`<bdi>${name}</bdi>`)
  for (const words of [...ofOperators, csv]) {
    for (const { name } of people.filter(one => one.name.length > 9)) expect(words).not.toContain(name)
    expect(unseenIn(words)).toEqual([])
  }
  for (const words of ofOperators) for (const { email } of people) expect(words).not.toContain(email)
  const { circles } = JSON.parse(download) as { circles?: { joined: { name: string }[] } }
  expect(JSON.stringify(circles)).toContain(JSON.stringify(reader?.name))
}

describe('a name that somebody chose for their circle stands everywhere as what it is, and does nothing', () => {
  it.each(chosen)('%s', name => expectHarmless([name, name, chosen[0] ?? '', 'Sam']))

  it('whatever can be chosen', async () => {
    const four = fc.array(anyName, { minLength: 4, maxLength: 4 })
    await fc.assert(fc.asyncProperty(four, expectHarmless), { numRuns: 8 })
  }, 60_000)
})

/** What nobody may choose: it would do something, or hide something, where it is shown. */
const refused = {
  html: '<script>alert(1)</script>',
  attribute: '" onfocus="alert(1)',
  entity: '&lt;b&gt;',
  template: '{{circleUrl}}',
  header: 'Sam\r\nBcc: all@example.org',
  address: 'sam@example.org',
  list: 'Sam,Kim;Jo',
  formula: '=HYPERLINK("x")',
  'escape sequence': '\u001b[31mSam',
  'C1 sign': '\u009b2JSam',
  'tall tower': `Z${'\u0335'.repeat(12)}`,
  emoji: '👩🏽‍⚕️ Sam',
  path: '../../x',
}
/** What is taken out of a name, so that it is the same as without. */
const tidied = {
  'marks of direction': '\u202eSam\u2066\u200f',
  'what cannot be seen': 'S\u200ba\u00ad\u2060m\ufeff\u{e0041}',
  'styled letters': '𝓢𝓪𝓶',
}

describe('what is typed as a name', async () => {
  const life = await new CircleLife().begins()
  const ann = six[0]?.email ?? ''
  await turnCircles(life.world, true)
  for (const module of ['two', 'three']) await life.world.done(ann, module)
  const t = tokenOf(mailedLink(life.world, ann, 'preferencesUrl'))
  const join = async (name: string) =>
    (
      await browsing(website(life.world))(
        formPost('/rounds/sample', { t, action: 'join', name, work: 'studying', adult: 'yes' }),
      )
    ).body
  const stored = () => JSON.stringify([...life.world.table.rows.values()])
  const wrong = bonesOf(await join('Sam 1'))

  it.each(Object.entries(refused))(
    'is refused, shown as it was typed, and kept nowhere: %s',
    async (_, typed) => {
      const before = stored()
      const page = await join(typed)
      expect(bonesOf(page)).toEqual(wrong)
      expect(stored()).toBe(before)
    },
  )

  it.each(Object.entries(tidied))('is tidied: %s', async (_, typed) => {
    expect(unseenIn(await join(typed))).toEqual([])
    const rows = stored()
    expect(rows).toContain('"name":"Sam"')
    expect(rows).not.toContain(typed)
  })

  it('is refused with whatever drives a terminal', async () => {
    const before = stored()
    await join(`Sam${nastyAsKept}`)
    expect(stored()).toBe(before)
  })
})
