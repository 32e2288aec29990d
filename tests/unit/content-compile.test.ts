import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { PublishedJourney } from '../../shared/contracts/published-journey.ts'
import { placeholders } from '../../shared/domain/email-kind.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'
import { aCompiledJourney, emailOf, wordsOfHtml, wordsOfText } from '../support/compiled-journey.ts'

const rich = `Somebody **holds** a *door* for [two people](https://example.org/two?a=1&b={{reference}}).\\
A new line.

> Nobody asked, and ${'a long quotation goes on '.repeat(5)}to its end.

1. First
2. Second, with ${'many more words than fit on one line '.repeat(4)}

   and a paragraph more

### Details

- a
  - deeper ${'and deeper still '.repeat(8)}
- "b" -- c...

---

![A door that is open](https://example.org/door.png)`
const richJourney = () =>
  aCompiledJourney({ replace: 'Somebody holds a door.\n\n##', by: `## What\n\n${rich}\n\n##` })

const shiftworks = async () => {
  const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  if (!journey) throw new Error('The journey of this repository has faults: run the linter.')
  return compileJourney(journey)
}

const letters = [
  'paused',
  'finished',
  'circle-proposal',
  'circle-introduction',
  'circle-hosting',
  'circle-ended',
  'circle-nobody',
  'confirm',
  'join',
  'already-with-us',
  'completed-already',
  'private-link',
  'find-me',
  'circles-removed',
  'confirm-address',
  'address-changed',
]
const footer = ['preferencesUrl', 'unsubscribeUrl', 'privacyUrl']
const greeting = ['greetingHtml', 'greetingText']
const mirror = ['mirrorHtml', 'mirrorText']
const voices = ['voicesHtml', 'voicesText']
const guesses = ['guessesHtml', 'guessesText', 'roundHtml', 'roundText']

describe('what is compiled', () => {
  test('every email that the engine may ask for, and no other', async () => {
    const { emails } = await aCompiledJourney()
    expect(emails.map(({ key }) => key)).toEqual([
      'module.first',
      'reminder.first',
      'short-reminder.first',
      'module.second',
      'reminder.second',
      'short-reminder.second',
      ...letters,
    ])
  })

  test.each([
    ['module.second', [...greeting, 'position', 'doneUrl', 'readUrl', ...voices, ...mirror, ...footer]],
    ['reminder.first', [...greeting, ...mirror, 'subject', 'doneUrl', 'readUrl', ...footer]],
    ['short-reminder.first', [...greeting, ...mirror, 'subject', 'doneUrl', 'readUrl', ...footer]],
    ['paused', [...greeting, ...mirror, 'resumeUrl', ...footer]],
    ['finished', [...greeting, 'modulesHtml', 'modulesText', ...guesses, 'homeUrl', ...footer]],
    ['confirm', ['confirmUrl', 'privacyUrl']],
    ['join', ['confirmUrl', ...footer]],
    ['already-with-us', footer],
    ['completed-already', footer],
    ['private-link', ['privateUrl', ...footer]],
    ['circles-removed', footer],
    ['confirm-address', ['confirmUrl', 'privacyUrl']],
    ['address-changed', ['privacyUrl', 'undoUrl']],
  ])('%s holds exactly its placeholders, each in both forms', async (key, expected) => {
    const email = emailOf(await aCompiledJourney(), key)
    expect(email.placeholders.toSorted()).toEqual(expected.toSorted())
    for (const [form, other] of [
      ['html', 'Text'],
      ['text', 'Html'],
    ] as const) {
      const found = new Set(Array.from(email[form].matchAll(/\{\{(\w+)\}\}/g), match => match[1]))
      const here = expected.filter(name => !name.endsWith(other) && name !== 'subject')
      expect([...found].toSorted()).toEqual(here.toSorted())
    }
  })

  test('the timing for the engine, the sender and the pages', async () => {
    const published = await aCompiledJourney()
    expect(PublishedJourney.parse(published)).toEqual(published)
    expect(published.journey).toMatchObject({ id: 'small-things', version: 1, zone: 'Europe/London' })
    expect(published.sender).toEqual({
      from: 'Small things <hello@example.org>',
      replyTo: 'help@example.org',
      language: 'en-GB',
    })
    expect(published.pages[1]).toEqual({
      id: 'second',
      title: 'The second thing',
      minutes: 4,
      html: '<p>Nobody holds a door.</p>\n',
      reflection: 'What would you leave?',
      inShort: 'It stays shut. Leave one open.',
    })
  })

  test.each([
    ['Small, things', '"Small, things" <hello@example.org>'],
    ['Pethau bychân', '=?UTF-8?B?UGV0aGF1IGJ5Y2jDom4=?= <hello@example.org>'],
  ])('a sender called %s is written as mail wants it', async (name, from) => {
    const change = { in: 'journey.md', replace: 'sender: Small things', by: `sender: ${name}` }
    expect((await aCompiledJourney(change)).sender.from).toBe(from)
  })

  test('words of another language are refused', async () => {
    const { journey } = checkJourney(aJourneyFolder())
    if (!journey) throw new Error('The journey of this test has a fault.')
    const welsh = { ...journey, language: 'cy' }
    await expect(compileJourney(welsh)).rejects.toThrow('is in cy')
  })
})

describe('the version of a module for who has a minute', () => {
  const first = async (...changes: Change[]) => {
    const published = await aCompiledJourney(...changes)
    return { email: emailOf(published, 'module.first'), page: published.pages[0] }
  }
  const line = 'in-short: A held door changes a morning. Hold one too.\n'

  test('stands in a box above the module, as an email and as a page', async () => {
    const { email, page } = await first()
    expect(email.html).toMatch(
      /<h1[^>]*>The first thing<[\s\S]*<h2[^>]*>In sixty seconds<\/h2>[\s\S]*A held door changes a morning\.[\s\S]*Somebody holds a door\./,
    )
    expect(email.text).toContain('In sixty seconds\n----------------\n\nA held door changes a morning.')
    expect(page?.inShort).toBe('A held door changes a morning. Hold one too.')
  })

  test('is left out where its author wrote none', async () => {
    const { email, page } = await first({ replace: line, by: '' })
    expect(email.html + email.text).not.toContain('In sixty seconds')
    expect(page).not.toHaveProperty('inShort')
  })
})

describe('the end', () => {
  test('says what its authors say of it, below what its reader had', async () => {
    const published = await aCompiledJourney({
      in: 'journey.md',
      replace: 'modules: [first, second]',
      by: 'modules: [first, second]\nend: See you on the other side.',
    })
    const { html, text } = emailOf(published, 'finished')
    expect(text).toMatch(/\{\{modulesText\}\}\s+See you on the other side\./)
    expect(html).toMatch(/\{\{modulesHtml\}\}[\s\S]*See you on the other side\./)
  })

  test('is promised no next module by any email of a module that may be the last', async () => {
    const onlyFor = { in: 'second.md', replace: 'minutes: 4', by: 'minutes: 4\nonlyFor: [ambulance]' }
    const promises = async (key: string, ...changes: Change[]) =>
      emailOf(await aCompiledJourney(...changes), key).text.includes('plan your')
    expect(await promises('module.first')).toBe(true)
    expect(await promises('module.second')).toBe(false)
    expect(await promises('module.first', onlyFor)).toBe(false)
  })
})

describe('reminders', () => {
  const reminders = async (...changes: Change[]) => {
    const published = await aCompiledJourney(...changes)
    return { first: emailOf(published, 'reminder.first'), short: emailOf(published, 'short-reminder.first') }
  }

  test('carry the subject that was received, which is filled in, and are titled by words', async () => {
    for (const { subject, html } of Object.values(await reminders())) {
      expect(subject).toBe('{{subject}}')
      expect(html).toMatch(/<title>[A-Z][^<{]+<\/title>/)
    }
  })

  test('after the first one bring the module in one minute', async () => {
    const { first, short } = await reminders()
    expect(first.text).not.toContain('A held door changes a morning.')
    expect(short.text).toContain('A held door changes a morning. Hold one too.')
    expect(short.html).toContain('A held door changes a morning. Hold one too.')
  })

  test('are all like the first one where its author wrote none', async () => {
    const { first, short } = await reminders({
      replace: 'in-short: A held door changes a morning. Hold one too.\n',
      by: '',
    })
    expect({ ...short, key: first.key }).toEqual(first)
  })
})

describe('the text twin', () => {
  test.each(['module.first', 'module.second', 'reminder.first', 'short-reminder.first', ...letters])(
    '%s says the same',
    async key => {
      const { html, text } = emailOf(await richJourney(), key)
      const same = (texts: string[]) =>
        texts
          .join(' ')
          .replaceAll('{{greetingText}}', '{{greetingHtml}}')
          .replaceAll(/\{\{(\w+)Text\}\}/g, '{{$1Html}}')
          .replaceAll('Picture: ', '')
      expect(same(wordsOfText(text))).toBe(same(wordsOfHtml(html)))
    },
  )

  test('holds every address on a line of its own, and otherwise lines of 72 columns at most', async () => {
    const { text } = emailOf(await richJourney(), 'module.first')
    const lines = text.split('\n')
    expect(lines).toContain('[1] https://example.org/two?a=1&b={{reference}}')
    expect(lines).toContain('{{doneUrl}}')
    expect(lines.filter(line => line.length > 72)).toEqual([])
  })

  test('lays lists, quotations and lines out', async () => {
    const { text } = emailOf(await richJourney(), 'module.first')
    expect(text).toContain('Somebody holds a door for two people [1].\nA new line.\n[1] https://')
    expect(text).toContain(
      '\n> Nobody asked, and a long quotation goes on a long quotation goes on a\n> long',
    )
    expect(text).toContain('1. First\n\n2. Second, with many')
    expect(text).toContain('\n\n   and a paragraph more\n')
    expect(text).toContain('\n- a\n  - deeper and deeper still')
    expect(text).toContain('- “b” – c...')
    expect(text).toContain('Details\n-------\n')
  })
})

describe('what an author writes', () => {
  test('reaches HTML escaped and text as it is', async () => {
    const title = 'Tea & <b>"toast"</b>'
    const published = await aCompiledJourney({ replace: 'title: The first thing', by: `title: '${title}'` })
    const { html, text } = emailOf(published, 'module.first')
    expect(html).toMatch(/<h1[^>]*>Tea &amp; &lt;b&gt;“toast”&lt;\/b&gt;<\/h1>/)
    expect(text).toContain('Tea & <b>“toast”</b>\n====')
    expect(emailOf(published, 'reminder.first').html).toContain('“Tea &amp; &lt;b&gt;')
    expect(published.journey.modules[0]?.title).toBe('Tea & <b>“toast”</b>')
  })

  test('may be as long as a journey’s title may be: every subject that holds it is published', async () => {
    const title = 'Sixty characters, which is as long as a title may ever be...'
    expect(title).toHaveLength(60)
    const published = await aCompiledJourney({
      in: 'journey.md',
      replace: 'title: Small things',
      by: `title: ${title}`,
    })
    expect(emailOf(published, 'confirm').subject).toContain(title)
  })

  test('can add no element to an email, whatever it is', async () => {
    const tags = (html: string) => (html.match(/<\w/g) ?? []).length
    const usual = await aCompiledJourney()
    const hostile = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'b', ' ', '&lt;', '-->', '</mj-text>', '<script>'),
      minLength: 1,
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(hostile, async texts => {
        const text = JSON.stringify(`x${texts}x`.slice(0, 49))
        const published = await aCompiledJourney(
          { replace: 'title: The first thing', by: `title: ${text}` },
          { replace: 'subject: One small thing', by: `subject: ${text}` },
          { replace: 'preheader: What comes before the message.', by: `preheader: ${text}` },
          { replace: 'reflection: What would you keep?', by: `reflection: ${text}` },
          { in: 'journey.md', replace: 'title: Small things', by: `title: ${text}` },
        )
        for (const email of published.emails)
          expect(tags(email.html)).toBe(tags(emailOf(usual, email.key).html))
      }),
      { numRuns: 20 },
    )
  })

  test('keeps its links as they are, but for their reference', async () => {
    const { html, placeholders: used } = emailOf(await richJourney(), 'module.first')
    const addresses = new Set(Array.from(html.matchAll(/href="([^"]*)"/g), match => match[1]))
    expect([...addresses].toSorted()).toEqual(
      [
        'https://example.org/doors?of={{reference}}',
        'https://example.org/two?a=1&amp;b={{reference}}',
        ...['doneUrl', 'readUrl', ...footer].map(name => `{{${name}}}`),
      ].toSorted(),
    )
    expect(used).toContain('reference')
  })

  test('becomes a page without styles, classes or scripts', async () => {
    const [page] = (await richJourney()).pages
    expect(page?.html).toMatch(/^<h2>What<\/h2>\n<p>Somebody <strong>holds<\/strong>/)
    expect(page?.html).toContain('<a href="https://example.org/two?a=1&amp;b={{reference}}">two people</a>')
    expect(page?.html).not.toMatch(/style=|class=|<script|<h1/)
  })
})

describe('every email of the journey in this repository', async () => {
  const { emails } = await shiftworks()

  test.each(emails.map(email => [email.key, email] as const))(
    '%s is laid out for every mail reader',
    (_, email) => {
      const { html, subject } = email
      expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB"/)
      expect(html).toMatch(/<title>[^<]+<\/title>/)
      expect(html).toContain('<meta name="color-scheme" content="light dark">')
      expect(html.match(/<table(?![^>]*role="presentation")[^>]*>/g)).toBeNull()
      expect(html).not.toMatch(/<img|<link|<script|url\(|@import/)
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(html.indexOf('display:none')).toBeLessThan(html.indexOf('<table'))
      expect(Buffer.byteLength(html)).toBeLessThan(100_000)
      expect(subject.length).toBeLessThanOrEqual(78)
    },
  )

  test.each(emails.map(email => [email.key, email] as const))(
    '%s has nothing left to fill once it is filled',
    (_, email) => {
      const filled = email.placeholders.reduce(
        (all, name) => all.replaceAll(`{{${name}}}`, 'x'),
        email.subject + email.html + email.text,
      )
      expect(filled).not.toMatch(/\{\{|\}\}/)
      expect(placeholders).toEqual(expect.arrayContaining(email.placeholders))
    },
  )
})
