import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { behindDistribution, type Entrance } from '../../functions/runtime/http/entrance.ts'
import { type HttpApp, httpHandler } from '../../functions/runtime/http.ts'
import { en } from '../../shared/texts/en.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { aSite } from '../support/a-site.ts'
import { aContext, formPost, httpEvent, jsonPost, type Sent } from '../support/http-event.ts'

interface Store {
  written: unknown[]
}

function start(more: Partial<HttpApp<{ word: string }, Store>> = {}, entrance?: Entrance) {
  const store: Store = { written: [] }
  const logged: unknown[] = []
  const log = {
    info() {},
    warn() {},
    error: (message: string, about?: unknown) => logged.push({ message, about }),
  }
  const both: WebResponse = { status: 200, page: () => '<p>page</p>', json: () => ({ word: 'json' }) }
  const act = (takes: readonly ('form' | 'json')[] | 'anything') => ({
    takes,
    answer: ({ body }: { body: unknown }, { written }: Store) => {
      written.push(body)
      return both
    },
  })
  const handler = httpHandler<{ word: string }, Store>(
    {
      site: aSite,
      log,
      reads: async () => ({ word: 'read' }),
      writes: async () => store,
      get: {
        '/': () => both,
        '/long': () => pageResponse(() => 'long '.repeat(1000), { keep: 'minutes' }),
        '/things/{kind}/{id}': ({ params, query }, { word }) => ({
          status: 200,
          json: () => ({ params, t: query.get('t'), word }),
        }),
        '/broken': () => {
          throw new TypeError('No row for sam@example.org, link 1.1.eyJhIjoxfQeyJhIjoxfQ.abc_-d')
        },
      },
      post: {
        '/form': act(['form']),
        '/both': {
          ...act(['form', 'json']),
          scriptsOf: { own: 'https://learn.example.org', allowed: ['https://www.example.org'] },
        },
        '/any': act('anything'),
      },
      ...more,
    },
    entrance,
  )
  const send = async (sent: Sent) => {
    const answer = await handler(httpEvent(sent), aContext)
    return {
      status: answer.statusCode,
      headers: answer.headers ?? {},
      body: answer.body ?? '',
      zipped: answer.isBase64Encoded,
    }
  }
  return { send, store, logged }
}

describe('an answer', () => {
  it.each<[string, Sent]>([
    ['a page', {}],
    ['an unknown address', { url: '/nowhere' }],
    ['a fault', { url: '/broken' }],
    ['a refused body', { ...formPost('/form', {}), body: Buffer.alloc(17_000, 'a') }],
  ])('carries the security headers: %s', async (_what, sent) => {
    const { headers } = await start().send(sent)
    expect(headers).toMatchObject({
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-store',
    })
  })

  it.each([
    [undefined, 'text/html'],
    ['*/*', 'text/html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/json', 'application/json'],
    ['application/json;q=0.4, text/html;q=0.3', 'application/json'],
    ['application/json;q=0.3, text/*;q=0.4', 'text/html'],
    ['application/problem+json', 'application/json'],
    ['image/png', 'text/html'],
    [';;;,,q=', 'text/html'],
    ['text/html;q=0, */*', 'application/json'],
    ['text/html;q=0', 'application/json'],
    ['application/json;q=0, */*', 'text/html'],
    ['application/json; q=0.000, application/xml', 'text/html'],
    ['*/*;q=0', 'text/html'],
    ['*/*, text/*;q=0', 'application/json'],
    ['text/html;level=1;q=0.1, text/html;q=0.7, application/json;q=0.5', 'text/html'],
    ['text/html;charset=UTF-8, application/json;q=0.9', 'text/html'],
    ['application/json;profile="x", */*;q=0.1', 'application/json'],
    ['TEXT/HTML;Q=0, APPLICATION/JSON', 'application/json'],
    ['application/json;q=nonsense, text/html;q=0.9', 'application/json'],
  ])('is what Accept asks for: %s gives %s', async (accept, type) => {
    const { headers } = await start().send({ headers: accept ? { accept } : {} })
    expect(headers['Content-Type']).toBe(`${type}; charset=utf-8`)
  })

  it('is a problem document or a page, going by the type that it would have', async () => {
    const { send } = start()
    const rejection = async (accept: string) => (await send({ url: '/nowhere', headers: { accept } })).headers
    const problem = 'application/problem+json; charset=utf-8'
    expect(await rejection('application/json;q=0, application/problem+json')).toHaveProperty(
      'Content-Type',
      problem,
    )
    expect(await rejection('application/problem+json;q=0, application/json')).toHaveProperty(
      'Content-Type',
      'text/html; charset=utf-8',
    )
  })

  it('is JSON to whoever sent JSON and takes anything', async () => {
    const { body } = await start().send(jsonPost('/both', {}))
    expect(body).toBe('{"word":"json"}')
  })

  it('is zipped for whoever can unzip it, when it is worth it', async () => {
    const { send } = start()
    const long = await send({ url: '/long', headers: { 'accept-encoding': 'br, gzip' } })
    expect(long.headers).toMatchObject({ 'Content-Encoding': 'gzip', 'Cache-Control': 'public, max-age=300' })
    expect(gunzipSync(Buffer.from(long.body, 'base64')).toString()).toBe('long '.repeat(1000))
    expect((await send({ headers: { 'accept-encoding': 'gzip' } })).zipped).toBeFalsy()
    expect((await send({ url: '/long' })).body).toBe('long '.repeat(1000))
  })

  it.each([
    ['gzip;q=0', undefined],
    ['gzip;q=0, *', undefined],
    ['*;q=0', undefined],
    ['deflate, br', undefined],
    ['gzip;q=0.1, identity;q=0.5', undefined],
    ['not-gzip', undefined],
    ['GZIP', 'gzip'],
    ['*', 'gzip'],
    ['gzip;q=0.001', 'gzip'],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', 'gzip'],
  ])('is zipped only for whom that is welcome: %s gives %s', async (encodings, encoding) => {
    const { headers } = await start().send({ url: '/long', headers: { 'accept-encoding': encodings } })
    expect(headers['Content-Encoding']).toBe(encoding)
  })

  it('is zipped, short as it may be, for whoever takes nothing else', async () => {
    const { headers } = await start().send({ headers: { 'accept-encoding': 'gzip, identity;q=0' } })
    expect(headers['Content-Encoding']).toBe('gzip')
  })

  it.each<Sent>([{}, { url: '/long', headers: { 'accept-encoding': 'gzip' } }, { url: '/nowhere' }])(
    'to HEAD is that to GET: the front counts its body and leaves it away: %j',
    async sent => {
      const { send } = start()
      expect(await send({ ...sent, method: 'HEAD' })).toEqual(await send({ ...sent, method: 'GET' }))
    },
  )
})

describe('a request', () => {
  it('reaches its route with what stands in the address', async () => {
    const { body } = await start().send({ url: '/things/module/trust?t=a.b-c_d' })
    expect(JSON.parse(body)).toEqual({ params: { kind: 'module', id: 'trust' }, t: 'a.b-c_d', word: 'read' })
  })

  it.each<[number, string, Sent]>([
    [404, 'an unknown address', { url: '/nowhere' }],
    [404, 'a part of an address', { url: '/things/module' }],
    [404, 'an empty part', { url: '/things/module/' }],
    [405, 'a method that the address does not know', { method: 'POST', url: '/' }],
    [405, 'GET where only POST is', { url: '/form' }],
    [405, 'OPTIONS where no script may post', { method: 'OPTIONS', url: '/form' }],
    [405, 'DELETE', { method: 'DELETE', url: '/form' }],
    [413, 'a body over 16 KB', { ...formPost('/form', {}), body: `a=${'x'.repeat(16_400)}` }],
    [415, 'JSON where only a form is taken', jsonPost('/form', {})],
    [415, 'plain text', { ...formPost('/both', {}), headers: { 'content-type': 'text/plain' } }],
    [415, 'no type', { ...formPost('/both', { a: 'b' }), headers: {} }],
    [
      415,
      'a form with files',
      { ...formPost('/both', { a: 'b' }), headers: { 'content-type': 'multipart/form-data' } },
    ],
    [415, 'a compressed form', formPost('/form', { a: 'b' }, { 'content-encoding': 'gzip' })],
    [415, 'two types at once', formPost('/both', {}, { 'content-type': 'application/json, text/plain' })],
    [415, 'a type that is none', formPost('/both', {}, { 'content-type': '{}' })],
    [
      400,
      'bytes that are no UTF-8',
      { ...formPost('/form', {}), body: Buffer.from([0x61, 0x3d, 0xff, 0xfe]) },
    ],
    [400, 'percent signs that encode no UTF-8', { ...formPost('/form', {}), body: 'a=%FF%FE' }],
    [400, 'a percent sign alone', { ...formPost('/form', {}), body: 'a=100%' }],
    [400, 'JSON that breaks off', { ...jsonPost('/both', {}), body: '{"email":' }],
  ])('is refused with %i: %s', async (status, _what, sent) => {
    const { send, store } = start()
    const problem = await send({ ...sent, headers: { ...sent.headers, accept: 'application/json' } })
    expect(problem.status).toBe(status)
    expect(problem.headers['Content-Type']).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(problem.body)).toMatchObject({
      type: 'about:blank',
      status,
      title: expect.any(String),
      detail: expect.any(String),
    })
    const page = await send({ ...sent, headers: { ...sent.headers, accept: 'text/html' } })
    expect(page.status).toBe(status)
    expect(page.body).toContain('<h1')
    expect(store.written).toEqual([])
  })

  it('that was to be JSON is refused in JSON, whoever takes anything', async () => {
    const { send } = start()
    for (const body of ['{"email":', `{"email":"${'x'.repeat(17_000)}"}`]) {
      const { headers } = await send({ ...jsonPost('/both', {}, { accept: '*/*' }), body })
      expect(headers['Content-Type']).toBe('application/problem+json; charset=utf-8')
    }
  })

  it('is told which methods an address knows', async () => {
    const { send } = start()
    expect((await send({ method: 'PUT', url: '/' })).headers['Allow']).toBe('GET, HEAD')
    expect((await send({ method: 'GET', url: '/form' })).headers['Allow']).toBe('POST')
  })

  it('with a form is read with every value of a field', async () => {
    const { send, store } = start()
    await send(formPost('/form', { days: ['monday', 'friday'], note: 'ä+b & c=%', __proto__: 'x' }))
    expect(store.written).toEqual([{ is: 'form', form: { days: ['monday', 'friday'], note: ['ä+b & c=%'] } }])
  })

  it('may have any body, or none, where a route says so', async () => {
    const { send, store } = start()
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
    await send({ method: 'POST', url: '/any', headers: multipart, body: '--x\r\n\r\nOne-Click\r\n--x--' })
    await send({ method: 'POST', url: '/any' })
    expect(store.written).toEqual([undefined, undefined])
  })

  it('of any kind gets an answer that is no fault', async () => {
    const { send } = start()
    const anything = fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE'),
      url: fc.oneof(
        fc.constantFrom('/', '/form', '/both', '/any', '/things/a/b?t=%', '//', ''),
        fc.webPath(),
      ),
      headers: fc.dictionary(
        fc.constantFrom('accept', 'content-type', 'origin', 'accept-encoding'),
        fc.string(),
      ),
      body: fc.oneof(
        fc.string(),
        fc.uint8Array().map(bytes => Buffer.from(bytes)),
      ),
    })
    await fc.assert(
      fc.asyncProperty(anything, async sent => {
        expect((await send(sent)).status).toBeLessThan(500)
      }),
    )
  })
})

describe('a fault', () => {
  it('is told gently, and to operators without an address or a token', async () => {
    const { send, logged } = start()
    const { status, body } = await send({ url: '/broken' })
    expect(status).toBe(500)
    expect(body).toContain(en.pages.troubles.fault.title)
    expect(body).not.toContain('No row')
    expect(logged).toEqual([
      {
        message: 'A page could not be answered.',
        about: {
          route: 'GET /broken',
          error: 'TypeError',
          message: 'No row for [address], link [token]',
          frames: expect.any(Array),
        },
      },
    ])
  })

  it('in preparing is a fault too, not silence', async () => {
    const { send } = start({ reads: () => Promise.reject(new Error('no secret')) })
    expect((await send({})).status).toBe(500)
  })
})

describe('another website', () => {
  const from = (origin: string) => ({ origin })

  it('on the list may post from a script, and read the answer', async () => {
    const { send } = start()
    const preflight = await send({
      method: 'OPTIONS',
      url: '/both',
      headers: from('https://www.example.org'),
    })
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'Access-Control-Allow-Origin': 'https://www.example.org' },
    })
    const answer = await send(jsonPost('/both', {}, from('https://www.example.org')))
    expect(answer.headers['Access-Control-Allow-Origin']).toBe('https://www.example.org')
    expect(answer.headers['Vary']).toContain('Origin')
  })

  it('not on the list may not', async () => {
    const { send } = start()
    for (const origin of [
      'https://evil.example',
      'https://www.example.org.evil.example',
      'http://www.example.org',
      'null',
    ]) {
      const preflight = await send({ method: 'OPTIONS', url: '/both', headers: from(origin) })
      expect(preflight.headers).not.toHaveProperty('Access-Control-Allow-Origin')
    }
  })
})

describe('behind a distribution', () => {
  const key = 'k'.repeat(64)
  const networks: string[] = []
  const app = {
    get: {
      '/': ({ sourceIp }: { sourceIp: string }): WebResponse => {
        networks.push(sourceIp)
        return { status: 200, json: () => ({ word: 'read' }) }
      },
    },
  }
  const { send, store } = start(
    app,
    behindDistribution(async () => key),
  )
  const through = (forwarded: string): Sent => ({
    headers: { 'x-shiftworks-origin': key, 'x-forwarded-for': forwarded },
    sourceIp: '203.0.113.9',
  })

  it.each([
    ['198.51.100.7, 203.0.113.9', '198.51.100.7'],
    ['2001:db8::7, 203.0.113.9', '2001:db8::7'],
    ['192.0.2.66, 198.51.100.7, 203.0.113.9', '198.51.100.7'],
    ['10.0.0.1,unknown,198.51.100.7,203.0.113.9', '198.51.100.7'],
  ])(
    'the network of somebody is whom it heard from, whatever they invent: %s',
    async (forwarded, network) => {
      expect((await send(through(forwarded))).status).toBe(200)
      expect(networks.at(-1)).toBe(network)
    },
  )

  it.each<[string, Sent]>([
    ['without the key', { headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' } }],
    ['with another key', { headers: { 'x-shiftworks-origin': 'x'.repeat(64), 'x-forwarded-for': 'a, b' } }],
    [
      'with a part of the key',
      { headers: { 'x-shiftworks-origin': 'k'.repeat(63), 'x-forwarded-for': 'a, b' } },
    ],
    ['with the key, from nowhere', { headers: { 'x-shiftworks-origin': key } }],
    ['with a press', formPost('/form', { a: 'b' })],
  ])('nobody goes around it: %s', async (_, sent) => {
    const before = networks.length
    expect((await send(sent)).status).toBe(404)
    expect([networks.length, store.written]).toEqual([before, []])
  })
})
