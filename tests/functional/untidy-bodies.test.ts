import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { en } from '../../shared/texts/en.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost, jsonPost, type Sent } from '../support/http-event.ts'
import { mailedLink, publishedWebsite, stored, type website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const urlencoded = 'application/x-www-form-urlencoded'

let world: World
let send: ReturnType<typeof website>
beforeEach(async () => {
  ;({ world, send } = await publishedWebsite(monday))
})

describe('one-click unsubscribing (RFC 8058)', () => {
  const status = async () => (await world.person(sam)).learner.status
  const bytes = fc.uint8Array({ maxLength: 200 }).map(some => Buffer.from(some))
  const headers = fc.dictionary(
    fc.constantFrom('content-type', 'Content-Type', 'content-encoding', 'origin', 'sec-fetch-site', 'accept'),
    fc.oneof(
      fc.constantFrom(
        `${urlencoded}; charset=ISO-8859-1`,
        `${urlencoded}; charset="x-unknown"`,
        `${urlencoded},${urlencoded}`,
        'multipart/form-data; boundary=b',
        'multipart/form-data',
        'text/plain; charset=utf-16',
        'application/json',
        'gzip',
        'https://evil.example',
        'cross-site',
      ),
      fc.string(),
    ),
  )
  const body = fc.oneof(
    fc.constantFrom(
      'List-Unsubscribe=One-Click',
      't=',
      't=%FF%FE',
      't=1.1.e30.x',
      '{"t":',
      '[[[['.repeat(4000),
      'x'.repeat(300_000),
      gzipSync('List-Unsubscribe=One-Click'),
      undefined,
    ),
    fc.string(),
    bytes,
  )

  beforeEach(() => world.learner(sam))

  it('goes by the token in the address, whatever the body and its headers are', async () => {
    const link = mailedLink(world, sam, 'unsubscribeUrl')
    await fc.assert(
      fc.asyncProperty(headers, body, fc.boolean(), async (sentHeaders, sentBody, isBase64Encoded) => {
        if ((await status()) !== 'active') await world.learner(sam)
        const posted = sentBody === undefined ? {} : { body: sentBody }
        const answer = await send({
          method: 'POST',
          url: link,
          headers: sentHeaders,
          isBase64Encoded,
          ...posted,
        })
        expect(answer.status).toBe(200)
        expect(await status()).toBe('left')
      }),
      { numRuns: 60 },
    )
  })

  it('does not happen by looking, whatever the headers say', async () => {
    const url = mailedLink(world, sam, 'unsubscribeUrl')
    const type = { 'content-type': `${urlencoded}; charset=ISO-8859-1` }
    for (const method of ['GET', 'HEAD'])
      expect((await send({ method, url, headers: type, body: 'List-Unsubscribe=One-Click' })).status).toBe(
        200,
      )
    expect(await status()).toBe('active')
  })
})

describe('a form in another encoding', () => {
  const rest = `email=${encodeURIComponent(sam)}&consent=yes&consentVersion=en-1&website=`
  const form = (fields: string | Buffer, type = urlencoded): Sent => ({
    ...formPost('/sign-up', {}, { 'content-type': type }),
    body: Buffer.concat([Buffer.from(fields), Buffer.from(`&${rest}`)]),
  })
  const requested = async () => Object.values((await world.person(sam)).details.requests ?? {}).at(-1)

  it.each<[string, Sent, string]>([
    ['Latin-1 by its type', form('firstName=Ren%E9', `${urlencoded}; charset=ISO-8859-1`), 'René'],
    ['Latin-1 by its type, in quotes', form('firstName=Ren%e9', `${urlencoded};Charset="Latin1"`), 'René'],
    [
      'Windows, as raw bytes',
      form(Buffer.from('firstName=O\x92Neil', 'latin1'), `${urlencoded}; charset=cp1252`),
      'O’Neil',
    ],
    ['Latin-2 by the field that browsers fill in', form('_charset_=iso-8859-2&firstName=%A3ukasz'), 'Łukasz'],
    [
      'Latin-1 with a letter that it lacks',
      form('_charset_=windows-1252&firstName=%26%23321%3Bukasz'),
      'Łukasz',
    ],
    ['Shift_JIS', form('firstName=%89%D4%8Eq', `${urlencoded}; charset=shift_jis`), '花子'],
    [
      'an unknown one with nothing but ASCII',
      form('firstName=Sam', `${urlencoded}; charset=x-mac-none`),
      'Sam',
    ],
    ['UTF-16 by name, and ASCII in truth', form('firstName=Sam', `${urlencoded}; charset=utf-16`), 'Sam'],
    [
      'UTF-8, said twice',
      form('firstName=Ren%C3%A9', `${urlencoded}; charset=UTF-8,${urlencoded}; charset=UTF-8`),
      'René',
    ],
    ['UTF-8 with a byte order mark', form('\ufefffirstName=René'), 'René'],
    ['UTF-8 with what looks like a reference', form('role=%26%23321%3B'), '&#321;'],
  ])('is read as it was typed: %s', async (_what, sent, name) => {
    expect((await send(sent)).status).toBe(303)
    await world.settle()
    const { firstName, role } = (await requested()) ?? {}
    expect(firstName ?? role).toBe(name)
  })

  it.each<[string, Sent]>([
    ['Latin-1 that says nothing', form('firstName=Ren%E9')],
    ['Latin-1 that says nothing, as raw bytes', form(Buffer.from('firstName=René', 'latin1'))],
    ['Latin-1 that says UTF-8', form('firstName=Ren%E9', `${urlencoded}; charset=utf-8`)],
    ['Latin-1 under an unknown name', form('firstName=Ren%E9', `${urlencoded}; charset=x-mac-none`)],
    ['UTF-16', form(Buffer.from('firstName=Sam', 'utf16le'), `${urlencoded}; charset=utf-16le`)],
    ['what is not even Shift_JIS', form('firstName=%FD%FF', `${urlencoded}; charset=shift_jis`)],
    ['UTF-8 that is cut off', form('firstName=Ren%C3')],
    ['UTF-8 written longer than needed', form('firstName=%C0%AF')],
    ['half a surrogate pair', form('firstName=%ED%A0%80')],
    ['a replacement character that others put there', form('firstName=Ren%EF%BF%BD')],
    ['JSON in Latin-1', { ...jsonPost('/sign-up', {}), body: Buffer.from('{"firstName":"René"}', 'latin1') }],
    [
      'JSON that a front took for UTF-8',
      { ...jsonPost('/sign-up', {}), body: '{"firstName":"Ren\ufffd"}', isBase64Encoded: false },
    ],
  ])('that cannot be told is refused, and said how to send it: %s', async (_what, sent) => {
    const before = stored(world)
    const { status, body } = await send({ ...sent, headers: { ...sent.headers, accept: 'text/html' } })
    expect(status).toBe(400)
    expect(body).toContain(en.pages.troubles['wrong-encoding'].title)
    expect(body).toContain('accept-charset=&quot;utf-8&quot;')
    expect(stored(world)).toBe(before)
  })
})

describe('the form that others copy', () => {
  it('asks browsers for UTF-8, and for the name of what they send', async () => {
    const { body } = await send({ url: '/sign-up' })
    expect(body).toContain('accept-charset=&quot;utf-8&quot;')
    expect(body).toContain('name=&quot;_charset_&quot;')
  })
})

describe('a sign-up as JSON', () => {
  const good = { email: sam, consent: true, consentVersion: 'en-1' }

  it.each(['\ud800', 'a\udfff', '\udc00\ud800'])('with half of a letter is told of it: %j', async half => {
    const before = stored(world)
    for (const field of [
      'email',
      'firstName',
      'role',
      'sector',
      'journey',
      'consentVersion',
      'website',
      'return',
    ]) {
      const text = field === 'return' ? `https://www.example.org/learn/${half}` : half
      const { status, body } = await send(jsonPost('/sign-up', { ...good, [field]: text }))
      expect(status, field).toBe(422)
      expect(JSON.parse(body).errors.map((error: { field: string }) => error.field)).toEqual([field])
    }
    expect(stored(world)).toBe(before)
  })

  it.each([[null], [''], ['  '], [[]], [[null]], [['']]])(
    'may have %j for whatever it does not need',
    async nothing => {
      const optional = [
        'firstName',
        'sector',
        'role',
        'days',
        'parts',
        'journey',
        'return',
        'website',
        'unknown',
      ]
      const blanks = Object.fromEntries(optional.map(field => [field, nothing]))
      expect((await send(jsonPost('/sign-up', { ...good, ...blanks }))).status).toBe(202)
      await world.settle()
      expect((await world.person(sam)).details.firstName).toBeUndefined()
    },
  )

  it.each([[null], [''], [[]], [undefined]])(
    'needs an address and an agreement: %j is none',
    async nothing => {
      for (const field of ['email', 'consent', 'consentVersion']) {
        const { status, body } = await send(jsonPost('/sign-up', { ...good, [field]: nothing }))
        expect(status).toBe(422)
        expect(JSON.parse(body).errors).toEqual([{ field, message: expect.any(String) }])
      }
    },
  )

  it.each<[string, string, number]>([
    ['with a byte order mark', `\ufeff${JSON.stringify(good)}`, 202],
    [
      'with a field named __proto__',
      JSON.stringify({ ...good }).replace('{', '{"__proto__":{"role":7},'),
      202,
    ],
    ['nested as deep as it goes', `{"email":${'['.repeat(8000)}${']'.repeat(8000)}}`, 422],
    ['that is nothing but nested', `${'['.repeat(8000)}${']'.repeat(8000)}`, 422],
    ['that is a number', '7', 422],
    ['with numbers for texts', JSON.stringify({ ...good, firstName: 7, role: 1.5 }), 422],
    ['with the same field twice', `{"email":"eve@",${JSON.stringify(good).slice(1)}`, 202],
    ['that is empty', '', 400],
    ['with a zero behind it', `${JSON.stringify(good)}\0`, 400],
  ])('%s is answered plainly', async (_what, body, status) => {
    for (const isBase64Encoded of [true, false])
      expect((await send({ ...jsonPost('/sign-up', {}), body, isBase64Encoded })).status).toBe(status)
  })
})

describe('a form with odd fields', () => {
  const rest = 'consent=yes&consentVersion=en-1'
  it.each<[string, string, number]>([
    ['a hidden blank before the box, as some frameworks write it', `email=${sam}&consent=&${rest}`, 303],
    ['the trap filled behind a blank one', `email=${sam}&${rest}&website=&website=x`, 422],
    ['names like properties', `__proto__=x&constructor=y&email=${sam}&${rest}`, 303],
    ['thousands of fields', `email=${sam}&${rest}${'&a'.repeat(8000)}`, 303],
    [
      'thousands of fields in another encoding',
      `_charset_=big5&email=${sam}&${rest}${'&%A4%40'.repeat(2000)}`,
      303,
    ],
    ['nothing but separators', '&&&=&=', 422],
    ['a zero in a name', `email=${sam}&firstName=Sam%00&${rest}`, 422],
    ['a journey with a long name', `email=${sam}&${rest}&journey=${'x'.repeat(9000)}`, 422],
  ])('%s is answered plainly', async (_what, body, status) => {
    expect((await send({ ...formPost('/sign-up', {}), body })).status).toBe(status)
  })
})
