import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { gatewayResponse } from '../../tools/local/http/gateway-response.ts'
import { httpEvent, targetOf } from '../../tools/local/http/http-event.ts'
import { compileRoutes } from '../../tools/local/http/routes.ts'

const find = compileRoutes(
  [
    '$default',
    'ANY /modules/{journey}',
    'GET /modules/{journey}',
    'GET /modules/list',
    'GET /files/{path+}',
    'GET /',
  ].map(key => ({ key, function: 'f', timeoutMilliseconds: 1 })),
)

test.each([
  ['GET', '/', 'GET /', {}],
  ['GET', '/modules/list', 'GET /modules/list', {}],
  ['GET', '/modules/a b', 'GET /modules/{journey}', { journey: 'a b' }],
  ['POST', '/modules/x', 'ANY /modules/{journey}', { journey: 'x' }],
  ['GET', '/files/a/b.css', 'GET /files/{path+}', { path: 'a/b.css' }],
  ['GET', '/modules/x/y', '$default', { proxy: 'modules/x/y' }],
  ['GET', '/modules/', '$default', { proxy: 'modules/' }],
])('%s %s is answered by the most specific route', (method, path, key, parameters) => {
  expect(find(method, path)).toMatchObject({ route: { key }, parameters })
})

test.each([
  ['/a%20b?x=%20&y', '/a b', 'x=%20&y'],
  ['//', '//', ''],
  ['//evil.example/sign-up', '//evil.example/sign-up', ''],
  ['/./a/../b', '/./a/../b', ''],
  ['/%2Fevil.example', '//evil.example', ''],
  ['/a%3Fb?c?d', '/a', 'c?d'],
  ['?a', '', 'a'],
])('%s is asked for as it stands there, with its path decoded', (url, path, query) => {
  expect(targetOf({ url })).toEqual({ path, query })
})

describe('a body', () => {
  const event = (type: string, body: string, headers: object = {}) =>
    httpEvent(
      {
        method: 'POST',
        url: '/x',
        httpVersion: '1.1',
        headers: { 'content-type': type, ...headers },
        socket: { remoteAddress: '::ffff:127.0.0.1' },
      } as unknown as IncomingMessage,
      Buffer.from(body),
      { route: { key: 'POST /x', function: 'f', timeoutMilliseconds: 1 }, parameters: {} },
      'api',
      Date.UTC(2026, 10, 3, 4, 5, 6),
    )

  test.each(['application/json', 'text/plain; charset=utf-8', 'application/problem+json'])(
    'of %s comes as text',
    type => {
      expect(event(type, '{"a":"é"}')).toMatchObject({ body: '{"a":"é"}', isBase64Encoded: false })
    },
  )

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'image/png'])(
    'of %s comes in base64',
    type => {
      expect(event(type, 'a=b')).toMatchObject({ body: 'YT1i', isBase64Encoded: true })
    },
  )

  test('that is compressed comes in base64, whatever it is', () => {
    expect(event('application/json', '{}', { 'content-encoding': 'gzip' })).toMatchObject({
      isBase64Encoded: true,
    })
  })

  test('comes with the time and network as API Gateway writes them', () => {
    expect(event('text/plain', 'x')).toMatchObject({
      requestContext: { time: '03/Nov/2026:04:05:06 +0000', http: { sourceIp: '127.0.0.1' } },
    })
  })
})

describe('a result', () => {
  const read = (payload: unknown) => {
    const { status, headers, body } = gatewayResponse(payload)
    return { status, headers, body: body.toString() }
  }

  test('without a status is JSON', () => {
    expect(read({ a: 1 })).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
  })

  test('in base64 is decoded, and cookies become headers', () => {
    expect(
      read({ statusCode: 201, body: 'aGk=', isBase64Encoded: true, cookies: ['a=1'], headers: { 'X-Y': 1 } }),
    ).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-y': '1', 'set-cookie': ['a=1'] },
      body: 'hi',
    })
  })

  test.each([{ statusCode: 'ok' }, { statusCode: 200, body: {} }])(
    '%j is an error of the function',
    payload => {
      expect(read(payload)).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' })
    },
  )
})
