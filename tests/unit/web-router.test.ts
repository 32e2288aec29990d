import { describe, expect, it } from 'vitest'
import type { FunctionPages } from '../../functions/runtime/http.ts'
import { requestSource } from '../../shared/web/cross-site.ts'
import { findPattern, segmentsOf } from '../../shared/web/path-pattern.ts'
import type { WebRequest } from '../../shared/web/request.ts'
import { answer, type ReadRoute, type WebApp } from '../../shared/web/router.ts'

interface Writes {
  save: () => void
}

describe('the pages of a function', () => {
  type Pages = FunctionPages<'learner-pages', unknown, Writes>
  const page: ReadRoute<unknown> = () => ({ status: 200 })
  const others = {} as Omit<Pages['get'], '/confirm'>

  it('are those of the contract: the compiler refuses one too few, one too many, and a GET that writes', () => {
    const complete: Pages['get'] = { ...others, '/confirm': page }
    // @ts-expect-error: /confirm is a route, and has no page.
    const tooFew: Pages['get'] = others
    // @ts-expect-error: /leave is a page, and no route.
    const tooMany: Pages['get'] = { ...others, '/confirm': page, '/leave': page }
    // @ts-expect-error: what GET is handed has nothing that writes.
    const writing: Pages['get']['/confirm'] = (_request, reads) => ({ status: reads.save() })
    expect([complete, tooFew, tooMany, writing]).toHaveLength(4)
  })

  it('say which websites may post by a script where the contract lets some, and only there', () => {
    type SignUp = FunctionPages<'sign-up', unknown, Writes>['post']['/sign-up']
    const form = { takes: ['form'], answer: () => ({ status: 200 }) } as const
    const scriptsOf = { own: 'https://learn.example.org', allowed: [] }
    const open: SignUp = { ...form, scriptsOf }
    // @ts-expect-error: OPTIONS is a route of it, and nothing says whom it answers.
    const forgotten: SignUp = form
    // @ts-expect-error: OPTIONS is no route of it, so no script could post.
    const inVain: Pages['post']['/confirm'] = { ...form, scriptsOf }
    expect([open, forgotten, inVain]).toHaveLength(3)
  })

  it('know the names in their address', () => {
    const known: Pages['get']['/modules/{journey}/{module}'] = ({ params }) => ({
      status: 200,
      json: () => [params.journey, params.module],
    })
    const unknown: Pages['get']['/modules/{journey}/{module}'] = ({ params }) => ({
      status: 200,
      // @ts-expect-error: the address has no such name.
      json: () => params.learner,
    })
    expect([known, unknown]).toHaveLength(2)
  })
})

describe('the router', () => {
  const request = (method: string, path: string): WebRequest => ({
    method,
    path,
    segments: segmentsOf(path),
    query: new URLSearchParams(),
    headers: new Map(),
    posted: {
      content: undefined,
      isBase64Encoded: false,
      contentType: undefined,
      contentEncoding: undefined,
    },
    origin: undefined,
    fetchSite: undefined,
    sourceIp: '192.0.2.7',
  })
  const asked: string[] = []
  const app: WebApp<'reads', 'writes'> = {
    reads: async () => 'reads',
    writes: async () => 'writes',
    get: { '/faults': (_request, reads) => ({ status: 200, json: () => reads }) },
    post: {},
    delete: {
      '/faults': {
        takes: 'anything',
        answer: (_request, writes) => {
          asked.push(writes)
          return { status: 204 }
        },
      },
    },
    refuse: (trouble, _request, headers) => ({
      status: trouble === 'not-found' ? 404 : 405,
      ...(headers && { headers }),
    }),
  }

  it('hands what writes to a route that changes something, and to no other', async () => {
    expect((await answer(app, request('GET', '/faults'))).json?.()).toBe('reads')
    expect(asked).toEqual([])
    expect((await answer(app, request('DELETE', '/faults'))).status).toBe(204)
    expect(asked).toEqual(['writes'])
  })

  it('tells what an address knows', async () => {
    const refused = await answer(app, request('POST', '/faults'))
    expect(refused).toEqual({ status: 405, headers: { Allow: 'GET, HEAD, DELETE' } })
    expect((await answer(app, request('GET', '/faults/'))).status).toBe(404)
  })

  it.each([
    ['/', '/', {}],
    ['/things/{id}', '/things/7', { id: '7' }],
    ['/things/{id}', '/things/', undefined],
    ['/things/{id}', '/things', undefined],
    ['/', '', undefined],
    ['/', '//', undefined],
  ])('matches %s with %s: %j', (pattern, path, params) => {
    expect(findPattern([pattern], segmentsOf(path))?.params).toEqual(params)
  })
})

describe('where a request comes from', () => {
  const sites = { own: 'https://learn.example.org', allowed: ['https://www.example.org'] }

  it.each([
    ['https://learn.example.org', 'cross-site', 'own'],
    ['https://www.example.org', 'cross-site', 'allowed'],
    ['https://evil.example', 'cross-site', 'foreign'],
    ['https://evil.example', undefined, 'foreign'],
    ['https://www.example.org.evil.example', undefined, 'foreign'],
    ['null', 'same-origin', 'same-origin'],
    ['null', 'cross-site', 'foreign'],
    ['null', undefined, 'hidden'],
    [undefined, 'none', 'same-origin'],
    [undefined, 'same-site', 'foreign'],
    [undefined, 'from-the-moon', 'foreign'],
    [undefined, undefined, 'unsaid'],
  ])('is read from Origin %s and Sec-Fetch-Site %s: %s', (origin, fetchSite, source) => {
    expect(requestSource({ origin, fetchSite }, sites)).toBe(source)
  })
})
