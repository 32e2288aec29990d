import { type BodyKind, type ReadBody, readBody } from './body.ts'
import { corsHeaders, type OtherWebsites } from './cross-site.ts'
import { findPattern, type Params } from './path-pattern.ts'
import type { RequestTrouble, WebRequest } from './request.ts'
import type { WebResponse } from './response.ts'

/** A request on its route, with the values of the `{names}` in the address. */
export type RoutedRequest<Pattern extends string = string> = WebRequest & { params: Params<Pattern> }

/** One that wants something changed. */
export type PostedRequest<Pattern extends string = string> = RoutedRequest<Pattern> & {
  body: ReadBody | undefined
}

/** A route that only looks: it is handed nothing that could change anything, so that GET and HEAD never do. */
export type ReadRoute<Reads, Pattern extends string = string> = (
  request: RoutedRequest<Pattern>,
  reads: Reads,
) => WebResponse | Promise<WebResponse>

/** A route that changes something, and which bodies it takes. */
export interface WriteRoute<Writes, Pattern extends string = string> {
  /** `anything`: whatever comes, and nothing, is as good; a body that cannot be read is left away. */
  takes: readonly BodyKind[] | 'anything'
  answer: (request: PostedRequest<Pattern>, writes: Writes) => WebResponse | Promise<WebResponse>
  /** Scripts on these websites may post here. */
  scriptsOf?: OtherWebsites
}

/** A website: its routes by method and pattern, and what they may use. */
export interface WebApp<Reads, Writes, Get extends string = string, Post extends string = string> {
  /** What GET routes may use: nothing in it writes. */
  reads: () => Promise<Reads>
  writes: () => Promise<Writes>
  get: { readonly [Pattern in Get]: ReadRoute<Reads, Pattern> }
  post: { readonly [Pattern in Post]: WriteRoute<Writes, Pattern> }
  delete?: Readonly<Record<string, WriteRoute<Writes>>>
  /** Largest body in bytes; 16 KiB if absent. */
  maxBodyBytes?: number
  /** Says in the site's own words why no route answers. */
  refuse: (
    trouble: RequestTrouble,
    request: WebRequest,
    headers?: WebResponse['headers'],
  ) => WebResponse | Promise<WebResponse>
}

interface Found<Route> {
  route: Route
  params: Params
}

function find<Route>(
  routes: Readonly<Record<string, Route>>,
  { segments }: WebRequest,
): Found<Route> | undefined {
  const found = findPattern(Object.keys(routes), segments)
  const route = found && routes[found.pattern]
  return route && { route, params: found.params }
}

/** Finds the route of a request and answers by it. @throws what the route throws. */
export async function answer<Reads, Writes, Get extends string, Post extends string>(
  site: WebApp<Reads, Writes, Get, Post>,
  request: WebRequest,
): Promise<WebResponse> {
  // By whichever pattern a route is found, it is handed the values of that pattern's names.
  const app = site as unknown as WebApp<Reads, Writes>
  const { method, origin } = request
  const reading = find(app.get, request)
  const posting = find(app.post, request)
  const deleting = find(app.delete ?? {}, request)
  const sites = posting?.route.scriptsOf
  if (method === 'GET' && reading)
    return reading.route({ ...request, params: reading.params }, await app.reads())
  if (method === 'OPTIONS' && sites) return { status: 204, headers: corsHeaders(origin, sites) }
  if (method === 'POST' && posting) {
    const response = await write(app, posting, request)
    return sites ? withHeaders(response, corsHeaders(origin, sites)) : response
  }
  if (method === 'DELETE' && deleting) return write(app, deleting, request)
  const allowed = [reading && 'GET, HEAD', posting && 'POST', deleting && 'DELETE'].filter(Boolean)
  if (allowed.length === 0) return app.refuse('not-found', request)
  return app.refuse('wrong-method', request, { Allow: allowed.join(', ') })
}

async function write<Reads, Writes>(
  app: WebApp<Reads, Writes>,
  { route: { takes, answer: respond }, params }: Found<WriteRoute<Writes>>,
  request: WebRequest,
): Promise<WebResponse> {
  const body = readBody(request.posted, takes === 'anything' ? ['form'] : takes, app.maxBodyBytes)
  const isRead = !('trouble' in body)
  if (!isRead && takes !== 'anything') return app.refuse(body.trouble, request)
  return respond({ ...request, params, body: isRead ? body : undefined }, await app.writes())
}

const withHeaders = (response: WebResponse, headers: WebResponse['headers']): WebResponse => ({
  ...response,
  headers: { ...response.headers, ...headers },
})
