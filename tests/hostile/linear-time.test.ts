import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { httpHandler } from '../../functions/runtime/http.ts'
import { linkSigner } from '../../shared/adapters/links.ts'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { EmailAddress } from '../../shared/contracts/email-address.ts'
import { MyJourneyRequest, myJourneyFields } from '../../shared/contracts/my-journey-form.ts'
import { SignUpRequest, signUpFields } from '../../shared/contracts/sign-up.ts'
import { readChosenName } from '../../shared/domain/circles/chosen-name.ts'
import { personalDataIn } from '../../shared/domain/reflections/personal-data-in.ts'
import { risksIn } from '../../shared/domain/reflections/risks-in.ts'
import { prefersJson } from '../../shared/web/accept.ts'
import { formOf, isJsonBody, readBody } from '../../shared/web/body.ts'
import { draftCourse } from '../../tools/journeys/draft/draft-course.ts'
import { placeholdersIn } from '../../tools/local/aws/ses/placeholders.ts'
import { matchesWildcard } from '../../tools/local/wildcard.ts'
import { BrokenCsv, readCsv } from '../../tools/operator/csv/read-csv.ts'
import { utf8Chunks } from '../../tools/operator/csv/utf8-chunks.ts'
import { readDeadLetter } from '../../tools/operator/dead-letters/dead-letter.ts'
import { mask, maskText } from '../../tools/operator/dead-letters/mask.ts'
import { readPerson } from '../../tools/operator/import/person-row.ts'
import { aSite } from '../support/a-site.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { costOfOneLine, type GrowingText, growingText, growth } from '../support/growing-input.ts'
import { aContext, httpEvent } from '../support/http-event.ts'

interface Door {
  signs: readonly string[]
  take: (text: string) => unknown
  /** Of the shorter text, where the door lets no more in than four times as many. */
  characters?: number
  /** Texts that were slow once. */
  examples?: GrowingText[]
}

const aForm = {
  isBase64Encoded: false,
  contentType: 'application/x-www-form-urlencoded',
  contentEncoding: undefined,
}

const words = ['a', 'B', '1', ' ', '\n', '\t', '.', '-', '_']
/** Marks on letters, of which normal forms put the second before the first; the last is one in compatibility forms alone. */
const marks = ['\u0301', '\u0327', '\uff9e']
const rawLetter = (body: string) => ({ id: 'x', receipt: 'x', body, attributes: {}, sentAt: 0 })
const signer = linkSigner({ current: '1', '1': 'a key of sixteen signs' })
const reported = (message: string) => ({ requestPayload: {}, responsePayload: { errorMessage: message } })

const failing = httpHandler({
  site: aSite,
  log: { info() {}, warn() {}, error() {} },
  reads: async () => ({}),
  writes: async () => ({}),
  get: {
    '/': ({ query }) => {
      throw new Error(query.get('t') ?? '')
    },
  },
  post: {},
})

const inModule = (text: string) =>
  checkJourney(aJourneyFolder({ replace: 'Somebody holds a door.', by: text }))
const inSettings = (name: string, old: string) => (text: string) =>
  checkJourney(
    aJourneyFolder({ in: 'journey.md', replace: `${name}: ${old}`, by: `${name}: ${JSON.stringify(text)}` }),
  )

const drafted = (text: string) => draftCourse([{ path: 'a.md', text }], 'a')

/** A text, or bytes, as a file comes: in pieces. */
async function* inPieces<T extends { length: number; slice(from: number, to: number): T }>(
  whole: T,
): AsyncGenerator<T> {
  for (let at = 0; at < whole.length; at += 4096) yield whole.slice(at, at + 4096)
}

async function readAll(pieces: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of pieces);
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error
  }
}

const doors: Record<string, Door> = {
  'an address': {
    signs: [...words, '@', 'é', '"', '<', '>', 'mailto:', '(', ')', '.', '\u200b'],
    take: text => EmailAddress.safeParse(text),
  },
  'an address in all scripts': {
    signs: ['a@', 'é', 'ü', '中', '.', '\u{1f600}', 'xn--', ...marks],
    take: text => EmailAddress.safeParse(text),
  },
  'a sign-up': {
    signs: [...words, ...marks, '@', '\u202e', 'https://', '?'],
    take: text =>
      SignUpRequest.safeParse({
        email: text,
        firstName: text,
        role: text,
        return: text,
        consentVersion: text,
      }),
  },
  'a break': {
    signs: [...words, '0', '/', 'Dec', 'é'],
    take: text =>
      MyJourneyRequest.safeParse(
        myJourneyFields({
          action: ['times'],
          pace: ['slower'],
          'break-day': [text],
          'break-month': [text],
          'break-year': [text],
        }),
      ),
  },
  // Settings have 20,000 characters at most.
  'a question of a module': {
    signs: [...words, 'you ', 'been ', 'my own ', 'name ', 'Dr ', 'pay'],
    take: text =>
      checkJourney(
        aJourneyFolder({
          replace: 'in-short:',
          by: `ask: ${JSON.stringify(text)}\nchoose: [now, ${JSON.stringify(text)}]\nin-short:`,
        }),
      ),
    characters: 2000,
  },
  'a posted form': {
    signs: ['a', '=', '&', '%', '%41', '+', ';', ' '],
    take: text => readBody({ content: text, ...aForm }, ['form']),
    characters: 4000,
  },
  'many ticks in a form': {
    signs: ['days=x&', 'parts=&', 'days=monday&'],
    take: text => {
      const body = readBody({ content: text, ...aForm }, ['form'])
      return SignUpRequest.safeParse(signUpFields(formOf('trouble' in body ? undefined : body)))
    },
    characters: 4000,
  },
  'the type of a body': { signs: ['a', ';', '=', '"', ' ', '/', ',', 'charset='], take: isJsonBody },
  'what an answer may be': {
    signs: ['a', ';', 'q=', '0', '.', ' ', '/', ',', '*/*'],
    take: text => prefersJson(text, 'application/json', true),
  },
  'a link’s token': {
    signs: ['1', '.', 'A', '-', '=', '%'],
    take: text => signer.open(text, ['confirm'], 0),
  },
  'text that is masked': { signs: [...words, '@', '"', '<', '\\'], take: maskText },
  'a payload that is masked': {
    signs: [...words, '@', '"', '<', '\\'],
    take: text => mask({ detail: { [text]: text, list: [text] }, email: text }),
  },
  'a dead letter': {
    signs: ['[', ']', '{', '}', '"', ',', ':', 'a', ' '],
    take: text => readDeadLetter('record-completion', rawLetter(text)),
  },
  'the error in a dead letter': {
    signs: [...words, '@', '\r', '\u00a0', 'abcdef01-'],
    take: text => readDeadLetter('start-journey', rawLetter(JSON.stringify(reported(text)))),
  },
  'a row of an import': {
    signs: [...words, '@', '|', ';', 'monday'],
    take: text =>
      readPerson(
        {
          email: text,
          first_name: text,
          days: text,
          consent_wording: text,
          consent_at: text,
          consent_how: text,
        },
        0,
      ),
  },
  'an email in the local stack': {
    signs: ['{', '}', '{{', '}}', 'a', ' ', '.'],
    take: text => {
      try {
        return placeholdersIn({ Html: text })
      } catch {
        return undefined
      }
    },
  },
  'an error whose message somebody else chose': {
    signs: ['a', '@', '.', '1.', ' ', '-'],
    take: text => failing(httpEvent({ url: `/?t=${encodeURIComponent(text)}` }), aContext),
  },
  // A longer row is refused.
  'a row of CSV': {
    signs: ['a', '"', ',', ';', '""', ' ', '\t'],
    take: text => readAll(readCsv(inPieces(`email,role\n${text}`))),
    characters: 15_000,
  },
  'many rows of CSV': {
    signs: ['a', '"', ',', '\n', '\r', ' ', '\r\n', '\n\n'],
    take: text => readAll(readCsv(inPieces(text))),
    characters: 4000,
  },
  'a file’s bytes': {
    signs: ['a', 'é', '\n', '\r', '\u{1f600}'],
    take: text => readAll(utf8Chunks(inPieces(new TextEncoder().encode(text)))),
  },
  'a text in which personal data are marked': {
    signs: [
      ...words,
      '0',
      '07700 ',
      '+44',
      '(',
      '@',
      ' at ',
      ' dot ',
      'Mrs ',
      'Dr. ',
      'Al',
      'van ',
      'QQ',
      'SW1A ',
      'born ',
      'bed 1 ',
      ' of ',
      '3 May ',
      '/',
      '1947',
      'in room ',
      'he ',
      '’',
      '\u{1d400}',
    ],
    take: personalDataIn,
  },
  'a text with words of risk': {
    signs: ['a', 'A', ' ', '’', '-', 'self', '\u00ad', ...marks, '\ufdfa', '\u{1f600}'],
    take: text => risksIn(text, ['a', 'aa', 'a a', 'self-harm', 'aaaaaaaaaaaaaaaaaaaab']),
    characters: 4000,
  },
  'a name for a circle': {
    signs: ['a', 'A', ' ', '’', '-', ...marks, '\u00ad', '\ufdfa'],
    take: readChosenName,
  },
  'a page of somebody’s course': {
    signs: [
      ...[
        'a',
        ' ',
        '\n',
        '\n\n',
        '.',
        '? ',
        '`',
        '```\n',
        '[',
        ']',
        '(',
        ')',
        '![',
        '](',
        '][',
        '[^1]',
        '[^1]: ',
      ],
      ...[
        '<',
        '>',
        '<img ',
        '<!--',
        '-->',
        'alt="',
        '{',
        '}',
        '{%',
        '{{',
        '{.',
        '==',
        '$',
        '_',
        ':',
        ':::a\n',
      ],
      ...[
        ':::\n',
        '> [!NOTE]\n',
        '!!! a\n',
        '    ',
        '|',
        '|--|\n',
        '+--+\n',
        '```{a}\n',
        '=== "a"\n',
        '{{',
        '[[',
        '^[',
        '<a',
        '</a>',
        '  \n',
        ': ',
        '# ',
        '## ',
        '---\n',
        '+++\n',
      ],
    ],
    take: drafted,
    characters: 4000,
    examples: [
      { before: ': [^1]', piece: '](![', after: ':::a\n.' },
      { before: '', piece: '    ', after: '|--|\n{{`' },
    ],
  },
  'a wildcard': {
    signs: ['a', 'b', '/', 'aa'],
    take: text => matchesWildcard('a*a*a*a*b*c', text),
  },
}

describe('four times as long takes no more than about four times as much', () => {
  test.each(Object.entries(doors))('%s', async (_name, { signs, take, characters, examples = [] }) => {
    await fc.assert(
      fc.asyncProperty(growingText(signs), async text => {
        expect(await growth(text, take, characters)).toBeLessThan(9)
      }),
      { numRuns: 60, endOnFailure: true, examples: examples.map((text): [GrowingText] => [text]) },
    )
  })

  // Markdown and MJML are slow from the start, and no stranger's: shorter texts, and fewer of them.
  test.each<[string, Door]>([
    [
      'a module’s text',
      {
        signs: [
          'a',
          ' ',
          '\n',
          '[',
          ']',
          '(',
          ')',
          '*',
          '_',
          '!',
          '{{',
          '}}',
          '<',
          '.',
          '`',
          '>',
          '- ',
          '"',
          '&',
          '%7B',
          ...marks,
        ],
        take: inModule,
      },
    ],
    [
      'a link’s address',
      { signs: ['a', '.', '/', '?', '{', '}', '%'], take: text => inModule(`[here](https://${text})`) },
    ],
    [
      'a sender',
      {
        signs: ['a', ' ', '<', '>', '@', '"', '.'],
        take: inSettings('sender', 'Small things <hello@example.org>'),
      },
    ],
    ['a time zone', { signs: ['a', ' ', '/', '_'], take: inSettings('time-zone', 'Europe/London') }],
  ])('%s, by an author', async (_name, { signs, take }) => {
    await fc.assert(
      fc.asyncProperty(growingText(signs), async text => {
        expect(await growth(text, take, 2000)).toBeLessThan(9)
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })
})

// Draft once scanned up to 2,000 characters for each opening character, past others that open: that many times the work.
test.each([
  ...['](![', '![', '](', '[', '(', '[a](', '![](', '![a][', '[a][', '[[', '^[', '[^', '[a](<', '[](a "'],
  ...[
    '<',
    '</a',
    '<img ',
    '<!--',
    '<script',
    '<https://a',
    '{',
    '{.',
    '{%',
    '{{',
    '{{<',
    '{/*',
    '![a](a){',
    '{a}`',
  ],
  ...[
    '```{a}\n',
    ':::{a}\n',
    '::: {.a}\n',
    '=== "a"\n',
    '> \n',
    '> [!a]\n',
    'a\n: b\n',
    'import {\n',
    '$$\n',
  ],
  ...[
    '<a>',
    '<summary>',
    '<h1>',
    '<A ',
    '<a@',
    '<a\n',
    '[\n',
    '{{a',
    '[[a|',
    '{:',
    '[a]{',
    '    ',
    'a  \n',
    '*[a]: b\n',
  ],
  ...['`', '``', '$', '$^', '==', '=', '%%', ':a', '*|', '"', '*', '_', '|', '\\'],
])('a scan of a course page stops at the next opening: %s', async piece => {
  expect(await costOfOneLine(piece, drafted)).toBeLessThan(9)
})
