import { type BodyKind, type ReadBody, readBody } from './body.ts'
import { corsHeaders, type OtherWebsites } from './cross-site.ts'
import { findPattern, type Params } from './path-pattern.ts'
import type { RequestTrouble, WebRequest } from './request.ts'
import type { WebResponse } from './response.ts'

/** A request on its route, with the values of the address's `{names}`. */
export type RoutedRequest<Pattern extends string = string> = WebRequest & { params: Params<Pattern> }

/** A request that changes something, with its body. */
export type PostedRequest<Pattern extends string = string> = RoutedRequest<Pattern> & {
  body: ReadBody | undefined
}

/** A route that only reads. Its type gives it nothing that writes, so GET and HEAD never change anything. */
export type ReadRoute<Reads, Pattern extends string = string> = (
  request: RoutedRequest<Pattern>,
  reads: Reads,
) => WebResponse | Promise<WebResponse>

/** A route that changes something, and the body formats that it accepts. */
export interface WriteRoute<Writes, Pattern extends string = string> {
  /** `anything`: any body or none; an unreadable one is ignored. */
  takes: readonly BodyKind[] | 'anything'
  answer: (request: PostedRequest<Pattern>, writes: Writes) => WebResponse | Promise<WebResponse>
  /** Websites whose scripts may post here. */
  scriptsOf?: OtherWebsites
}

/** A website: its routes by method and pattern, and their dependencies. */
export interface WebApp<Reads, Writes, Get extends string = string, Post extends string = string> {
  /** The dependencies of GET routes; nothing in them writes. */
  reads: () => Promise<Reads>
  writes: () => Promise<Writes>
  get: { readonly [Pattern in Get]: ReadRoute<Reads, Pattern> }
  post: { readonly [Pattern in Post]: WriteRoute<Writes, Pattern> }
  delete?: Readonly<Record<string, WriteRoute<Writes>>>
  /** Largest body in bytes; 16 KiB if absent. */
  maxBodyBytes?: number
  /** The site's response when no route answers. */
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

/**
 * Answers a request by its route.
 * @throws what the route throws.
 */
export async function answer<Reads, Writes, Get extends string, Post extends string>(
  site: WebApp<Reads, Writes, Get, Post>,
  request: WebRequest,
): Promise<WebResponse> {
  // A route gets the values of the pattern by which it was found, so this cast is safe.
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
