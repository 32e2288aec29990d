import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { key } from '../../tools/simulation/simulated-deps.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import {
  addressPost,
  mailedLink,
  publishedWebsite,
  type Received,
  stored,
  tokenOf,
  type website,
} from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

let world: World
let send: ReturnType<typeof website>
/** Every kind of link that emails hold. */
let links: Record<string, string>

beforeAll(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  await world.signUp(sam)
  await world.settle()
  const confirm = mailedLink(world, sam, 'confirmUrl')
  await world.confirm(sam)
  await world.settle()
  const preferences = mailedLink(world, sam, 'preferencesUrl')
  const post = (fields: Record<string, string>, link: string) =>
    send(formPost('/preferences', { t: tokenOf(link), ...fields }))
  await post({ action: 'private-link' }, preferences)
  await world.settle()
  const privateLink = mailedLink(world, sam, 'privateUrl')
  await send(addressPost(privateLink, 'new@example.org'))
  await world.settle()
  links = {
    confirm,
    module: mailedLink(world, sam, 'readUrl'),
    preferences,
    private: privateLink,
    address: mailedLink(world, 'new@example.org', 'confirmUrl'),
    unsubscribe: mailedLink(world, sam, 'unsubscribeUrl'),
  }
})

const buttons = [
  {},
  { action: 'done' },
  { action: 'resume' },
  { action: 'pause', journey: 'sample' },
  { action: 'times', pace: 'slower' },
  { action: 'leave' },
  { action: 'private-link' },
  { action: 'download' },
  { action: 'erase', confirm: 'yes' },
  { email: 'other@example.org' },
]

/** Posts that have to be refused: a clear answer that is neither a fault nor a success, and nothing stored. */
async function isRejected(path: string, token: string, fields: Record<string, string>): Promise<void> {
  const before = stored(world)
  const { status } = await send(formPost(path, { t: token, ...fields }))
  expect([400, 403, 404, 410, 422]).toContain(status)
  expect(stored(world)).toBe(before)
}

describe('links in emails', () => {
  it('opened ten times by GET and HEAD change nothing and stay as they were', async () => {
    const scanner = fc.array(fc.tuple(fc.constantFrom('GET', 'HEAD'), fc.nat(5)), {
      minLength: 10,
      maxLength: 10,
    })
    await fc.assert(
      fc.asyncProperty(scanner, async visits => {
        const before = stored(world)
        const first = new Map<string, Received>()
        for (const [method, which] of visits) {
          const url = Object.values(links)[which] ?? ''
          const answer = await send({ method, url })
          expect(answer).toEqual(first.get(method + url) ?? answer)
          first.set(method + url, answer)
          expect(answer.status).toBe(200)
        }
        expect(stored(world)).toBe(before)
      }),
    )
  })

  it('open nothing of another purpose', async () => {
    const opens: Record<string, readonly string[]> = {
      '/confirm': ['confirm', 'address'],
      '/modules/sample/one': ['module'],
      '/my-journey': ['preferences', 'private'],
      '/preferences': ['preferences', 'private'],
      '/change-address': ['private'],
      '/unsubscribe': ['unsubscribe'],
    }
    for (const [path, purposes] of Object.entries(opens))
      for (const [purpose, link] of Object.entries(links).filter(([name]) => !purposes.includes(name))) {
        expect((await send({ url: `${path}?t=${tokenOf(link)}` })).status, `${purpose} at ${path}`).toBe(404)
        for (const fields of buttons) await isRejected(path, tokenOf(link), fields)
      }
  })

  it('with anything changed in their token open nothing', async () => {
    const change = fc.record({
      link: fc.nat(5),
      at: fc.nat(200),
      to: fc.constantFrom('A', 'z', '0', '_', '-', '.', '%', '', '\u0000', '1.1.', '=='),
      fields: fc.constantFrom(...buttons),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ link, at, to, fields }) => {
        const url = Object.values(links)[link] ?? ''
        const token = tokenOf(url)
        const place = at % token.length
        const forged = token.slice(0, place) + to + token.slice(place + 1)
        // The last letter of base64 may differ and still mean the same bytes.
        fc.pre(forged !== token && place < token.length - 1)
        await isRejected(url.split('?')[0] ?? '', forged, fields)
      }),
    )
  })

  it('signed by us in another format, or with something behind the signature, open nothing', async () => {
    const signed = (text: string) => `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    for (const link of Object.values(links)) {
      const token = tokenOf(link)
      const [, keyId, payload] = token.split('.')
      expect(signed(`1.${keyId}.${payload}`)).toBe(token)
      const path = link.split('?')[0]?.replace(world.deps.publicUrl, '') ?? ''
      for (const forged of [signed(`2.${keyId}.${payload}`), `${token}.x`])
        expect((await send({ url: `${path}?t=${forged}` })).status, path).toBe(404)
    }
  })

  it.each([
    '',
    'a',
    '1.1.e30.x',
    '....',
    '1.current.e30.x',
    '1.constructor.e30.x',
    'x'.repeat(5000),
    '<script>',
    '%00',
  ])('with the token %s open nothing', async token => {
    for (const path of ['/confirm', '/modules/sample/one', '/preferences', '/unsubscribe']) {
      const { status, body } = await send({ url: `${path}?t=${encodeURIComponent(token)}` })
      expect(status).toBe(404)
      expect(body).not.toContain('<script>')
      for (const fields of buttons) await isRejected(path, token, fields)
    }
  })
})
