import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { routes } from '../../shared/contracts/routes.ts'
import { World } from '../../tools/simulation/world.ts'
import type { Sent } from '../support/http-event.ts'
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
  tokens = ['readUrl', 'preferencesUrl'].map(name => tokenOf(mailedLink(world, sam, name)))
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
const names = fc.oneof(fc.constantFrom(...fields, ...more), odd)
const good = {
  action: ['times', 'pause', 'resume', 'private-link', 'done'],
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
  fc.nat(1).map((which): [string, string] => ['t', tokens[which] ?? '']),
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
    .map(route => route.path.replace('{journey}', 'sample').replace('{module}', 'one'))
const path = fc.oneof(
  fc.constantFrom(...known()),
  fc.constantFrom(...known('POST')),
  odd.map(text => `/${text}`),
  odd.map(text => `/modules/${text}/one`),
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
