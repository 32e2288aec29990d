import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { World } from '../../tools/simulation/world.ts'
import { Asking } from '../support/asking.ts'
import { formPost } from '../support/http-event.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { nasty, unseenIn } from '../support/unseen.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'
import { turnSharing } from '../support/writers.ts'

const [kim, sam, pat] = ['kim@example.org', 'sam@example.org', 'pat@example.org']
const why = ['--reason', 'a test', '--yes']

/** One of each kind of words that might do something where they are shown. */
const kinds = {
  html: `<script>alert(1)</script><img src=x onerror="alert(2)"></textarea></title></bdi>"'><!--`,
  entities: '&lt;b&gt; &amp;amp; &#0; &nbsp;',
  templates: '{{greetingHtml}} {{{unsubscribeUrl}}} {{#if x}} {{/if}} $& $1 <%= 1 %> %s',
  control: 'bell\u0007 esc\u001b[31m red\u001b]0;title\u0007 \u0000 \u007f \u009b2J',
  direction: '\u202ebackwards\u2066 \u2067 \u200f\u200b\u00ad\ufeff \u2028 \u3164 \u{e0041}',
  emoji: '👩🏽‍⚕️ 👨‍👩‍👧 🏳️‍🌈 é 🚑',
  'four bytes': '𝒳 𠜎 𝔘 😀 \u{10ffff}',
  equals: '=HYPERLINK("https://example.org","x")',
  plus: '+44*2',
  minus: '-2+3',
  at: '@SUM(A1:A9)',
  'full width': '＝1+1',
  lines: 'one\n\ntwo\n---\n.\nBcc: somebody@example.org\n\tthree',
  json: '"}],"isOn":true,\\u0041\\',
}

/** Browsers send none of these: CR without LF, halves of a pair, and the sign for what could not be read, which is refused. */
const unsendable = /[\r\p{Cs}\ufffd]/gu

/** A journey that twelve are in, and everybody may know of, with Kim and Sam, who work elsewhere. */
let begun: World
beforeAll(async () => {
  const asking = await Asking.begin()
  await asking.people('ambulance', 12, { answer: 0 })
  await asking.learner(kim, { sector: 'social-care' })
  await asking.learner(sam, { sector: 'student' })
  await turnSharing(asking, true)
  await asking.settle()
  await asking.close()
  begun = asking
})

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
/** The text that a browser makes of our HTML. */
const textIn = (html: string): string =>
  html
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => named[name] ?? '')

/** A page without its words: tags with the names of their attributes, in order. What is typed adds none, and takes none away. */
const bonesOf = (html: string): string[] =>
  (html.replaceAll('<br>', '').match(/<[^>]*>/g) ?? []).map(tag => tag.replaceAll(/="[^"]*"/g, ''))

/** In an email the sign for that stands for a sign that cannot stand in one. */
const linesInEmails = (typed: string): string[] =>
  typed.split(/[\n\v\f\u0085\u2028\u2029]/).map(line => line.replaceAll(/[^\P{Cc}\t]/gu, '\ufffd'))

/** What may be edited stands in a field as it is, which lets nothing of it out. */
const withoutFields = (html: string): string => html.replaceAll(/<textarea[\s\S]*?<\/textarea>/g, '')

/** Emoji are joined by a sign that nobody sees. */
const joint = /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu
const unseen = (text: string): string[] => unseenIn(text.replaceAll(joint, ''))

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Kim writes these words and shares them, a person approves them, and they are looked at everywhere they come to. */
async function everywhere(words: string) {
  const world = await World.copy(begun, new MemoryTable())
  world.clock.setTo(world.clock.now() + 11_000)
  const send = browsing(website(world))
  const operator = operatorContext(world)
  const done = async (email: string, form: Record<string, string> = {}) => {
    const link = mailedLink(world, email, 'readUrl')
    return (await send(formPost(link.replace(/\?.*/, ''), { t: tokenOf(link), action: 'done', ...form })))
      .body
  }
  await world.execute(kim, { type: 'RequestAccountEmail', kind: 'private-link' })
  await done(kim, { reflection: words, excerpt: words, public: 'yes', sure: 'yes' })
  await world.settle()
  const next = ['reflections', 'next', 'sample']
  const told = await operator.run([...next, '--json'])
  const [found] = told.json() as { id: string; text: string }[]
  const terminal = await operator.run(next)
  const console = await visitConsole(world)
  const read = await console.press('/reflections/sample', { lane: 'sample' })
  const moderated = await console.ended(read)
  await console.close()
  await operator.run(['reflections', 'approve', found?.id ?? '', ...why])
  world.clock.setTo(world.clock.now() + 11_000)
  const answered = await done(sam)
  await world.pass(3)
  const email =
    world.inbox(sam).findLast(({ kind }) => kind === 'module_two') ?? expect.fail('No email came.')
  await world.execute(kim, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.settle()
  const t = tokenOf(mailedLink(world, kim, 'privateUrl'))
  const asked = async (action: string) => (await send(formPost('/my-journey', { t, action }))).body
  const csv = join(await mkdtemp(join(tmpdir(), 'hostile-words-')), 'people.csv')
  await world.learner(pat, { firstName: words, role: words })
  await operator.run(['export', '--journey', 'sample', '--out', csv])
  return {
    html: {
      'the answer page': answered,
      'the page for everybody': (await send({ url: '/together' })).body,
      'the private page': (await send({ url: `/reflections?t=${t}` })).body,
      'the download to read': await asked('download-to-read'),
      'the email': email.data['voicesHtml'] ?? '',
      'the console': withoutFields(moderated),
    },
    data: { 'the operator’s JSON': found?.text, 'the download': await asked('download') },
    email: email.text,
    terminal: terminal.stdout,
    /** All that an operator sees or keeps. */
    operators: {
      terminal: terminal.stdout,
      json: told.stdout,
      console: withoutFields(moderated),
      csv: await readFile(csv, 'utf8'),
    },
  }
}

let harmless: Awaited<ReturnType<typeof everywhere>>['html']
beforeAll(async () => {
  harmless = (await everywhere('Harmless words.')).html
})

/** Words stand everywhere as what they are, and nothing comes of them. */
async function expectHarmless(words: string): Promise<void> {
  const { html, data, email, terminal, operators } = await everywhere(words)
  const isSeen = unseen(words).length === 0
  for (const [place, page] of Object.entries(html)) {
    expect(bonesOf(page), place).toEqual(bonesOf(harmless[place as keyof typeof html]))
    if (place === 'the email') expect(textIn(page), place).toContain(linesInEmails(words).join('\n'))
    else if (place !== 'the console') expect(textIn(page), place).toContain(words)
  }
  for (const line of linesInEmails(words)) expect(email).toContain(`> ${line}\n`)
  expect(data['the operator’s JSON']).toBe(words)
  expect(data['the download']).toContain(JSON.stringify(words))
  for (const [place, text] of Object.entries(operators)) expect(unseen(text), place).toEqual([])
  if (isSeen)
    for (const shown of [terminal, textIn(operators.console)]) expect(spaced(shown)).toContain(spaced(words))
  const [, ...people] = parse(operators.csv) as string[][]
  expect(people.flat().filter(cell => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
  if (isSeen) expect(people.flat().map(cell => cell.replace(/^'/, ''))).toContain(words)
}

describe('whatever somebody writes stands everywhere as what it is, and does nothing', () => {
  it.each(Object.entries(kinds))('%s', (_, words) => expectHarmless(words))

  it('all of it, mixed', async () => {
    const part = fc.oneof(
      fc.constantFrom(...Object.values(kinds), nasty),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const mixed = fc
      .array(part, { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('').slice(0, 300).replaceAll(unsendable, '').trim())
      .filter(words => words !== '')
    await fc.assert(fc.asyncProperty(mixed, expectHarmless), { numRuns: 60, examples: [['\ufff5']] })
  }, 60_000)
})
