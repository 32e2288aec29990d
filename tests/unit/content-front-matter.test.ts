import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { readFrontMatter } from '../../shared/content/front-matter.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'

const subject = (value: string): Change => ({ replace: 'subject: One small thing', by: `subject: ${value}` })
const problemsAfter = (...changes: Change[]) =>
  checkJourney(aJourneyFolder(...changes)).problems.map(
    ({ file, line, severity, message }) => `${file}:${line} ${severity} ${message}`,
  )
const subjectAfter = (value: string) =>
  checkJourney(aJourneyFolder(subject(value))).journey?.modules[0]?.subject

describe('what YAML would take away or turn into something else is told with its line and how to write it', () => {
  test.each([
    ['a comment behind words', 'Thank you #OurNHS for tonight', '"Thank you #OurNHS for tonight"'],
    ['a comment alone', '#OurNHS', '"#OurNHS"'],
    ['a comment behind a quotation', '"Thank you" #OurNHS', `'"Thank you" #OurNHS'`],
    ['a tag', '!important: wash hands', '"!important: wash hands"'],
    ['a tag alone', '!!', '"!!"'],
    ['an alias', '*important* news', '"*important* news"'],
    ['an anchor', '&more tea', '"&more tea"'],
    ['an anchor alone', '&', '"&"'],
    ['a list', '[Free] tea', '"[Free] tea"'],
    ['a whole list', '[x]', '"[x]"'],
    ['a map', '{x}', '"{x}"'],
    ['a map with a value', '{x: y}', '"{x: y}"'],
    ['a block of lines', '|', '"|"'],
    ['a folded block', '>-', '">-"'],
    ['a list item', '- tea', '"- tea"'],
    ['a question', '? tea', '"? tea"'],
    ['a second colon', 'Tea: yes', '"Tea: yes"'],
    ['a colon at the end', 'Tea:', '"Tea:"'],
    ['an at sign', '@home', '"@home"'],
    ['a backtick', '`tea`', '"`tea`"'],
    ['a percent sign', '%50', '"%50"'],
    ['a closing bracket', ']tea', '"]tea"'],
    ['a comma', ', tea', '", tea"'],
    ['words behind a quotation', '"Tea" she said', `'"Tea" she said'`],
    ['an apostrophe at the start', `'Tis tea`, `"'Tis tea"`],
    ['an apostrophe in single quotes', `'It's tea'`, `"It's tea"`],
    ['a quotation that does not end', '"Tea', `'"Tea'`],
    ['both kinds of quotation marks', `"It's tea" # she`, `'"It''s tea" # she'`],
    ['a backslash that means something else', '"50\\nurses"', `'50\\nurses'`],
    ['a backslash that means another sign', '"tea\\x41"', `'tea\\x41'`],
  ])('%s', (_, value, quoted) => {
    const found = problemsAfter(subject(value)).filter(problem => problem.includes(' error '))
    expect(found[0]).toMatch(/^first\.md:4 error /)
    expect(found[0]).toContain(` in quotes: subject: ${quoted}.`)
    expect(checkJourney(aJourneyFolder(subject(quoted))).journey).toBeDefined()
  })

  test.each<[string, Change, string]>([
    [
      'a comment behind a list',
      { replace: '[3 days, 7 days]', by: '[3 days, 7 days] # gently' },
      'first.md:8 error From # on, this line would not be read.',
    ],
    [
      'a comment in the middle of a list',
      { replace: '[3 days, 7 days]', by: '\n  - 3 days\n  # or 4?\n  - 7 days' },
      'first.md:10 error From # on, this line would not be read.',
    ],
    [
      'a value on two lines',
      { replace: 'One small thing', by: 'One small\n  thing' },
      'first.md:4 error This setting goes on in the next line, which begins with a space. Write it on one line.',
    ],
    [
      'a quotation on two lines, which takes the next setting in',
      { replace: 'minutes: 5', by: `minutes: 5\nonlyFor: 'x\nnotFor: x'` },
      'first.md:7 error ',
    ],
    [
      'an anchor that is used',
      { in: 'journey.md', replace: '[first, second]', by: '&m [first, second]' },
      'journey.md:9 error ',
    ],
    ['what is merged in', { replace: 'minutes: 5', by: 'minutes: 5\n<<: *defaults' }, 'first.md:7 error '],
    [
      'a setting twice, once in quotes',
      { replace: 'minutes: 5', by: 'minutes: 5\n"minutes": 6' },
      'first.md:7 error This setting is here twice; keep one of them.',
    ],
    ['a setting inside another', { replace: 'minutes: 5', by: 'minutes:\n  most: 5' }, 'first.md:6 error '],
    ['an end before the end', { replace: 'minutes: 5', by: '...\nminutes: 5' }, 'first.md:6 error '],
    ['a directive', { replace: 'id: first', by: '%YAML 1.1\nid: first' }, 'first.md:2 error '],
    [
      'settings that begin again',
      { replace: '---\nSomebody', by: '---\n---\nonlyFor: [student]\n---\nSomebody' },
      'first.md:13 error The settings have ended above. Move these lines up to the others, and keep two lines of --- in all.',
    ],
    [
      'a setting below the settings',
      { replace: '---\nSomebody', by: '---\n\nonlyFor: [student]\n\nSomebody' },
      'first.md:14 error "onlyFor" is a setting, and the settings have ended above. Move this line up to the others.',
    ],
    [
      'a list that does not end',
      { replace: '7 days]', by: '7 days' },
      'first.md:8 error The square bracket is not closed.',
    ],
    [
      'a last list that does not end',
      { in: 'journey.md', replace: 'second]', by: 'second' },
      'journey.md:9 error The square bracket is not closed.',
    ],
    ['a list in a list', { replace: '[3 days, 7 days]', by: '[[3 days], 7 days]' }, 'first.md:8 error '],
    [
      'a name of its own',
      { replace: 'minutes: 5', by: 'minutes: 5\n__proto__: x' },
      'first.md:7 error There is no setting',
    ],
    ['no space behind the colon', { replace: 'minutes: 5', by: 'minutes:5' }, 'first.md:6 error '],
    ['a no-break space', { replace: 'minutes: 5', by: 'minutes:\u00A05' }, 'first.md:6 error '],
    [
      'an indented setting',
      { replace: 'minutes: 5', by: '  minutes: 5' },
      'first.md:5 error This setting goes on in the next line, which begins with a space.',
    ],
    ['no setting at all', { replace: 'minutes: 5', by: 'five minutes' }, 'first.md:6 error '],
  ])('%s', (_, change, expected) => {
    expect(problemsAfter(change).filter(problem => problem.startsWith(expected))).not.toEqual([])
  })
})

describe('what is written is what is read', () => {
  test.each([
    '12:30',
    'No',
    'yes',
    'on',
    'null',
    '~',
    'true',
    '2026-01-01',
    '007',
    '1e3',
    '0x1F',
    '1_000',
    '.5',
    '+5',
    '.inf',
    '=',
    '<<',
    'a#b',
    'tea, milk & sugar!',
    '5 * 3 > 2 | x? @home %',
  ])('%s', value => {
    expect(subjectAfter(value)).toBe(value)
  })

  test('a number of minutes is one in any quotes, and nothing else is', () => {
    const minutes = (value: string) =>
      checkJourney(aJourneyFolder({ replace: 'minutes: 5', by: `minutes: ${value}` }))
    expect(minutes('"5"').journey?.modules[0]?.minutes).toBe(5)
    for (const value of ['5.5', '0x5', '5e0', '+5', 'five', '1_0', '٥', ''])
      expect(minutes(value).problems[0]?.message).toMatch(
        /^minutes: (must be a whole number|must be a number|is empty)/,
      )
  })

  test('lines that begin with # and a space are notes to oneself', () => {
    const { problems } = checkJourney(
      aJourneyFolder({ replace: 'minutes: 5', by: '# Read aloud: 5.\nminutes: 5' }),
    )
    expect(problems).toEqual([])
  })

  test('any words in double or single quotes come out as they are', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 40, unit: 'binary-ascii' })
      .map(text => text.replaceAll(/\p{Cc}/gu, '.'))
    fc.assert(
      fc.property(words, text => {
        const double = `"${text.replaceAll(/["\\]/g, '\\$&')}"`
        const single = `'${text.replaceAll("'", "''")}'`
        for (const quoted of [double, single]) {
          const read = readFrontMatter('x.md', `---\nsubject: ${quoted}\n---\n`)
          expect('values' in read && read.values['subject']).toBe(text)
        }
      }),
    )
  })

  test('any words without quotes come out as they are, or are refused', () => {
    const sign = fc.constantFrom(...`ab 1:#&*!|>'"%@\`[]{},?-=~\\.<`)
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12, unit: sign }), text => {
        const read = readFrontMatter('x.md', `---\nid: x\nsubject: ${text}\nafter: y\n---\n`)
        if ('problems' in read) expect(read.problems[0]?.line).toBe(3)
        else if (!/^\s*[["']/.test(text)) expect(read.values['subject']).toBe(text.trim())
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a file that would keep the reader busy is a message', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, at) => {
      const [name, of] = ['bcdefghij'[at], 'abcdefghi'[at]]
      return `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`
    }),
  ].join('\n')

  test.each([
    ['aliases of aliases', bomb],
    ['lists in lists', `a: ${'['.repeat(100_000)}`],
    ['items in items', `a:\n${'- '.repeat(100_000)}x`],
    ['maps in maps', `a: ${'{x: '.repeat(100_000)}`],
    ['settings in settings', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['keys of keys', `${'? '.repeat(100_000)}x`],
    ['lists in lists, of few signs', `a: ${'['.repeat(19_000)}`],
    ['lists in lists, line by line', `a:\n${'[\n'.repeat(9000)}`],
    ['items in items, of few signs', `a:\n${'- '.repeat(9000)}x`],
    ['colons, of few signs', `a: ${'x: '.repeat(6000)}`],
    ['quotation marks', `a: ${`"'`.repeat(9000)}`],
    ['a long line', `a: ${'x: '.repeat(100_000)}`],
    ['many anchors', Array.from({ length: 50_000 }, (_, at) => `a${at}: &a${at} x`).join('\n')],
  ])('%s', (_, yaml) => {
    const began = performance.now()
    const read = readFrontMatter('x.md', `---\n${yaml}\n---\n`)
    expect('problems' in read && read.problems[0]?.message).toEqual(expect.any(String))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
