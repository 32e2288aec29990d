import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { routes } from '../../shared/contracts/routes.ts'
import { SignUpRequest } from '../../shared/contracts/sign-up.ts'
import { World } from '../../tools/simulation/world.ts'
import { jsonPost, type Sent } from '../support/http-event.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

let send: ReturnType<typeof website>
const faults: unknown[] = []
let tokens: string[]

beforeAll(async () => {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  const { id: learnerId, epoch } = (await world.person(sam)).learner
  const group = 'sample.2026-11-29.0.0'
  tokens = [
    ...['readUrl', 'preferencesUrl'].map(name => tokenOf(mailedLink(world, sam, name))),
    world.deps.links.token({ purpose: 'private', learnerId, epoch, expiresAt: monday + 1e9 }),
    world.deps.links.token({ purpose: 'circle', learnerId, epoch, group }),
  ]
  const log = { info() {}, warn() {}, error: (...said: unknown[]) => faults.push(said) }
  send = website(world, { deps: { ...world.deps, log } })
})

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '%',
    '%FF',
    '%ED%A0%80',
    '%C0%AF',
    '\r\nset-cookie: a=b',
    '__proto__',
    '[[[['.repeat(2000),
  ),
  fc.constantFrom(
    'x'.repeat(3000),
    '1e999',
    'null',
    '{}',
    'true',
    '\u202e',
    '\ufeff',
    '&amp;',
    '=3D',
    '😷'.repeat(40),
  ),
)
const fields = ['t', 'action', 'email', 'firstName', 'role', 'sector', 'days', 'parts', 'journey', 'consent']
const more = [
  'consentVersion',
  'return',
  'website',
  'pace',
  'break-day',
  'break-month',
  'break-year',
  '_charset_',
  'language',
]
const newest = [
  ...[
    'link',
    'invitation',
    'id',
    'asked',
    'asTyped',
    'name',
    'work',
    'adult',
    'worth',
    'with',
    'voice',
    'module',
  ],
  ...[
    'reflection',
    'excerpt',
    'sure',
    'public',
    'confirm',
    'question',
    'answer',
    'guess',
    'about',
    'n',
    'times',
  ],
]
const names = fc.oneof(fc.constantFrom(...fields, ...more, ...newest), odd)
const good = {
  action: [
    ...[
      'times',
      'pause',
      'resume',
      'private-link',
      'done',
      'tried',
      'reflect',
      'thank',
      'report',
      'join',
      'leave',
    ],
    ...[
      'make',
      'stop',
      'again',
      'correct',
      'save',
      'share',
      'take-back',
      'remove',
      'met',
      'apart',
      'yes',
      'erase',
    ],
  ],
  module: ['one'],
  email: [sam],
  consent: ['yes'],
  consentVersion: ['en-1'],
  journey: ['sample'],
  pace: ['slower'],
  _charset_: ['iso-8859-1', 'shift_jis', 'utf-16', 'nonsense'],
}
const pair = fc.oneof(
  fc.tuple(names, odd),
  fc.constantFrom(
    ...Object.entries(good).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  ),
  fc.nat(3).map((which): [string, string] => ['t', tokens[which] ?? '']),
)
const pairs = fc.array(pair, { maxLength: 12 })
const raw = (list: readonly [string, string][]) => list.map(([name, value]) => `${name}=${value}`).join('&')
const body = fc.oneof(
  pairs.map(raw),
  pairs.map(list => new URLSearchParams(list).toString()),
  pairs.map(list => JSON.stringify(Object.fromEntries(list))),
  fc.json(),
  fc.uint8Array({ maxLength: 300 }).map(bytes => Buffer.from(bytes)),
)
const types = [
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=b',
]
const headers = fc.record(
  {
    'content-type': fc.oneof(
      fc.constantFrom('application/x-www-form-urlencoded', 'application/json'),
      fc
        .tuple(
          fc.constantFrom(...types),
          fc.constantFrom('', '; charset=utf-8', ';charset=latin1', '; charset="'),
        )
        .map(both => both.join('')),
      odd,
    ),
    accept: fc.oneof(fc.constantFrom('application/json', 'text/html;q=0', '*/*'), odd),
    'accept-encoding': fc.oneof(fc.constantFrom('gzip', 'gzip;q=0', '*;q=0'), odd),
    'content-encoding': fc.constantFrom('', 'identity', 'Identity', 'gzip'),
    origin: fc.oneof(fc.constantFrom('https://learn.example.org', 'null'), odd),
    'sec-fetch-site': fc.oneof(fc.constantFrom('same-origin', 'none'), odd),
    cookie: odd,
  },
  { requiredKeys: ['content-type'] },
)
const known = (method?: string) =>
  routes
    .filter(route => method === undefined || route.method === method)
    .map(({ path: pattern }) => pattern.replace('{journey}', 'sample').replace('{module}', 'one'))
    .map(pattern => pattern.replace('{invitation}', '2345-6789-abcd-efgh').replace('{sheet}', 'card'))
const path = fc.oneof(
  fc.constantFrom(...known()),
  fc.constantFrom(...known('POST')),
  odd.map(text => `/${text}`),
  odd.map(text => `/modules/${text}/one`),
  odd.map(text => `/invited/${text}/card`),
  odd.map(text => `/rounds/${text}`),
  odd.map(text => `/assets/${text}`),
)
const anything: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'POST', 'POST', 'POST', 'OPTIONS', 'PUT'),
    path,
    query: pairs,
    headers,
    body,
    isBase64Encoded: fc.boolean(),
  })
  .map(({ path: at, query, ...rest }) => ({ ...rest, url: `${at.replaceAll('?', '')}?${raw(query)}` }))

it('whatever is asked of whichever address, the answer is no fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async sent => {
      const { status, headers: answered } = await send(sent)
      expect(faults.splice(0)).toEqual([])
      expect(status).toBeLessThan(500)
      for (const value of Object.values(answered)) expect(String(value)).toMatch(/^[\x20-\x7e]*$/)
    }),
    { numRuns: 3000 },
  )
})

it('nor is it where one field of a sign-up is anything', async () => {
  const signUp = { email: sam, consent: true, consentVersion: 'en-1' }
  const field = fc.constantFrom(...Object.keys(SignUpRequest.def.shape))
  await fc.assert(
    fc.asyncProperty(field, fc.oneof(odd, fc.jsonValue()), async (name, value) => {
      const { status } = await send(jsonPost('/sign-up', { ...signUp, [name]: value }))
      expect(faults.splice(0)).toEqual([])
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 3000 },
  )
})
