import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../../shared/texts/en.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { mailedLink, publishedWebsite, stored, tokenOf, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'

let world: World
let send: ReturnType<typeof website>
/** The path and the token of each kind of link that is easily had. */
let links: { path: string; token: string }[]

beforeAll(async () => {
  ;({ world, send } = await publishedWebsite(monday))
  await world.learner(sam)
  links = ['readUrl', 'preferencesUrl', 'unsubscribeUrl'].map(name => {
    const link = mailedLink(world, sam, name)
    return { path: link.split('?')[0] ?? '', token: tokenOf(link) }
  })
})

/** What mail programs and people make of `t=<token>`, each as it stands in an address. */
const spoilt: [string, (token: string) => string][] = [
  ['a full stop behind', t => `t=${t}.`],
  ['several', t => `t=${t}...`],
  ['an ellipsis', t => `t=${t}%E2%80%A6`],
  ['a full stop of another script', t => `t=${t}%E3%80%82`],
  ['a bracket', t => `t=${t})`],
  ['a comma and a quotation mark', t => `t=${t},%22`],
  ['a curly quotation mark', t => `t=%E2%80%9C${t}%E2%80%9D`],
  ['angle brackets', t => `t=%3C${t}%3E`],
  ['an escaped angle bracket', t => `t=${t}&gt;`],
  ['an escaped angle bracket, encoded', t => `t=${t}%26gt%3B`],
  ['an escaped ampersand', t => `t=${t}&amp;utm_source=mail`],
  ['an escaped ampersand before it', t => `utm_source=mail&amp;t=${t}`],
  ['an escaped ampersand, encoded', t => `t=${t}%26amp%3B`],
  ['the equals sign of quoted-printable', t => `t=3D${t}`],
  ['two of them', t => `t=%3D3D${t}`],
  ['a soft line break', t => `t=${t.slice(0, 60)}=%0D%0A${t.slice(60)}`],
  ['a soft line break without its line end', t => `t=${t.slice(0, 60)}=${t.slice(60)}`],
  ['a line break and spaces', t => `t=${t.slice(0, 70)}%0A%20%20${t.slice(70)}`],
  ['a plus for a space', t => `t=${t.slice(0, 70)}+${t.slice(70)}`],
  ['a soft hyphen', t => `t=${t.slice(0, 70)}%C2%AD${t.slice(70)}`],
  ['a space of no width', t => `t=${t.slice(0, 70)}%E2%80%8B${t.slice(70)}`],
  ['the rest of the sentence', t => `t=${t}%20and%20press%20the%20button`],
  ['the rest of a tag', t => `t=${t}%22%3EHere%3C/a%3E`],
  ['marks of Markdown', t => `t=_**${t}**_`],
  ['dots encoded twice', t => `t=${t.replaceAll('.', '%252E')}`],
  ['the whole address once more', t => `t=https%3A%2F%2Flearn.example.org%2Fpreferences%3Ft%3D${t}`],
  ['a name in capitals', t => `T=${t}`],
  ['an encoded equals sign', t => `t%3D${t}`],
  ['a broken percent sign behind', t => `t=${t}%`],
  ['other fields', t => `fbclid=1.1.x.y&t=${t}&t=1.1.x.y`],
]

describe('a link', () => {
  it.each(spoilt)('opens with %s', async (_what, query) => {
    for (const { path, token } of links) {
      const { status, body } = await send({ url: `${path}?${query(token)}` })
      expect(status, path).toBe(200)
      // The form behind it holds the token as it was made.
      expect(body).toContain(`value="${token}"`)
    }
  })

  it('lets a button be pressed whose form holds it untidy', async () => {
    const { path, token } = links[0] as { path: string; token: string }
    expect((await send(formPost(path, { t: ` <${token}>. `, action: 'resume' }))).status).toBe(303)
  })

  it('opens between any signs that no token is made of', async () => {
    const around = fc.string({
      unit: fc.constantFrom(...'<>()[]{}"\'.,;:!?*_-=\n \u00a0\u3002\u201d\u2026&/#|~'),
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(fc.nat(2), around, around, async (which, before, after) => {
        const { path, token } = links[which] as { path: string; token: string }
        const url = `${path}?t=${encodeURIComponent(before + token + after)}`
        expect((await send({ url })).status).toBe(200)
      }),
    )
  })

  const kept = (token: string, change: (accountEmail: string) => string) => token.replace(/.$/, change)
  it.each<[string, (token: string) => string]>([
    ['nothing', () => ''],
    ['letters of several bytes', () => 'é'.repeat(43)],
    ['letters of several bytes for its signature', t => t.replace(/[\w-]{43}$/, 'é'.repeat(43))],
    ['half of it', t => t.slice(0, -20)],
    ['account emails behind it', t => `${t}a`],
    ['a part behind it', t => `${t}.x`],
    ['all of it in capitals', t => t.toUpperCase()],
    [
      'another account email',
      t => kept(t.slice(0, -1), accountEmail => (accountEmail === 'A' ? 'B' : 'A')) + t.slice(-1),
    ],
    [
      'a great many candidates',
      t => Array.from({ length: 60 }, (_, i) => `1.1.x${i}.${'y'.repeat(43)} `).join('') + t,
    ],
    ['more than anybody reads', t => '.'.repeat(7000) + t],
  ])('with %s is an unknown page, kindly', async (_what, change) => {
    const before = stored(world)
    for (const { path, token } of links) {
      const forged = change(token)
      for (const sent of [
        { url: `${path}?t=${encodeURIComponent(forged)}` },
        formPost(path, { t: forged }),
      ]) {
        const { status, body } = await send(sent)
        expect(status, path).toBe(404)
        const { link, unsubscribe } = en.pages
        expect(body).toContain((path === '/unsubscribe' ? unsubscribe.broken : link.wrong).title)
      }
    }
    expect(stored(world)).toBe(before)
  })
})

describe('an address', () => {
  it.each([
    ['/PREFERENCES', '/preferences'],
    ['/Modules/Sample/One', '/modules/sample/one'],
    ['/unsubscribe/', '/unsubscribe'],
    ['/preferences).', '/preferences'],
    ['/privacy\u3002', '/privacy'],
  ])('%s is sent on to %s, with what it asks for', async (spoiltPath, path) => {
    for (const method of ['GET', 'HEAD'])
      expect(await send({ method, url: `${spoiltPath}?t=1.1.a_b-c.d` })).toMatchObject({
        status: 303,
        headers: { Location: `${path}?t=1.1.a_b-c.d` },
      })
    const posted = await send({ ...formPost(`${spoiltPath}?t=1.1.a.b`, {}), method: 'POST' })
    expect(posted.status).toBe(404)
  })

  it.each([
    '//',
    '///',
    '//evil.example',
    '//evil.example/sign-up',
    '/\\evil.example',
    '/./',
    '/../',
    '/.',
    '/%2F',
    '/%2f%2fevil.example',
    '//sign-up',
    '/./sign-up',
    '/sign-up/..',
    '/sign-up\r\nset-cookie: a=b',
    '/assets/../privacy/x',
    `/${'a'.repeat(9000)}`,
    `/privacy${'.'.repeat(9000)}`,
  ])('%j is an unknown page, and sends nobody anywhere', async url => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
      const { status, headers } = await send({ method, url })
      expect(status, method).toBe(404)
      expect(headers).not.toHaveProperty('Location')
    }
  })

  it('never sends anybody to another website', async () => {
    const path = fc.string({
      unit: fc.constantFrom('/', '.', '\\', '%2F', 'A', 'privacy', 'SIGN-UP', '@', ':', '?', ' '),
    })
    await fc.assert(
      fc.asyncProperty(path, async text => {
        const { status, headers } = await send({ url: `/${text}` })
        expect(status).toBeLessThan(500)
        const { Location = '/' } = headers
        expect(Location).toMatch(/^\/(?![/\\])/)
      }),
    )
  })
})
