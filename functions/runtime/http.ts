import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Log } from '../../shared/adapters/log.ts'
import { withoutAddresses } from '../../shared/contracts/email-address.ts'
import type { Site } from '../../shared/pages/site.ts'
import { type Answer, seeOther, troubleAnswer } from './http/answer.ts'
import { type Body, readBody } from './http/body.ts'
import { corsHeaders, type OtherWebsites } from './http/cors.ts'
import { direct, type Entrance } from './http/entrance.ts'
import { type HttpRequest, readRequest } from './http/request.ts'
import { respond } from './http/respond.ts'
import { findRoute, meantPath, methodsAt, type Params } from './http/route.ts'

/** A route that only looks: it is handed nothing that could change anything, so that GET and HEAD never do. */
export type Look<Reads> = (request: RoutedRequest, reads: Reads) => Answer | Promise<Answer>

/** A route that changes something, and which bodies it takes. */
export interface Act<Writes> {
  /** `anything`: whatever comes, and nothing, is as good; a body that cannot be read is left away. */
  takes: readonly Body['is'][] | 'anything'
  answer: (request: PostedRequest, writes: Writes) => Answer | Promise<Answer>
  /** Scripts on these websites may post here. */
  scriptsOf?: OtherWebsites
}

/** A request on its route, with the values of the `{names}` in the address. */
export type RoutedRequest = HttpRequest & { params: Params }

/** One that wants something changed. */
export type PostedRequest = RoutedRequest & { body: Body | undefined }

/** A website as `httpHandler` serves it: its routes, by pattern, and what they may use. */
export interface HttpApp<Reads, Writes> {
  site: Site
  log: Log
  /** What GET routes may use: nothing in it writes. */
  reads: () => Promise<Reads>
  writes: () => Promise<Writes>
  get: Readonly<Record<string, Look<Reads>>>
  post: Readonly<Record<string, Act<Writes>>>
}

/**
 * A Lambda handler for API Gateway's HTTP API: reads the request, finds the route, and answers in the form asked for.
 * @param entrance the way by which requests have to come in
 */
export function httpHandler<Reads, Writes>(app: HttpApp<Reads, Writes>, entrance: Entrance = direct) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError(({ error, event, response }) => {
      if (response !== undefined) return response
      app.log.error('A page could not be answered.', { route: event.routeKey, ...describe(error) })
      return respond(troubleAnswer(app.site, 'fault'), readRequest(event))
    })
    .handler(async event => {
      const request = readRequest(event)
      const entered = await entrance(event)
      if (!entered) return respond(troubleAnswer(app.site, 'not-found'), request)
      return respond(await route(app, { ...request, sourceIp: entered.network }), request)
    })
}

async function route<R, W>(app: HttpApp<R, W>, request: HttpRequest): Promise<Answer> {
  const { method, path, origin } = request
  const looking = findRoute(Object.keys(app.get), path)
  const acting = findRoute(Object.keys(app.post), path)
  const act = acting && app.post[acting.pattern]
  if (method === 'GET' && looking) {
    const look = app.get[looking.pattern] as Look<R>
    return look({ ...request, params: looking.params }, await app.reads())
  }
  if (method === 'OPTIONS' && act?.scriptsOf)
    return { status: 204, headers: corsHeaders(origin, act.scriptsOf) }
  if (method === 'POST' && act) {
    const answer = await posted(app, act, { ...request, params: acting.params })
    return act.scriptsOf ? withHeaders(answer, corsHeaders(origin, act.scriptsOf)) : answer
  }
  const own = [looking && 'GET, HEAD', acting && 'POST'].filter(Boolean)
  // API Gateway sends here what it has no route for: other functions' addresses, too.
  const allowed = own.length > 0 ? own : methodsAt(path)
  if (allowed.length === 0) return unknown(app.site, request)
  return troubleAnswer(app.site, 'wrong-method', { Allow: allowed.join(', ') })
}

/** Nothing is there; and yet it may be told what was meant. Looking alone is sent on: what changes something is not. */
function unknown(site: Site, { method, path, query }: HttpRequest): Answer {
  const meant = method === 'GET' ? meantPath(path) : undefined
  if (meant === undefined) return troubleAnswer(site, 'not-found')
  return seeOther(query.size > 0 ? `${meant}?${query}` : meant)
}

async function posted<R, W>(app: HttpApp<R, W>, act: Act<W>, request: RoutedRequest): Promise<Answer> {
  const { takes, answer } = act
  const body = readBody(request.posted, takes === 'anything' ? ['form'] : takes)
  if (!('trouble' in body)) return answer({ ...request, body }, await app.writes())
  if (takes !== 'anything') return troubleAnswer(app.site, body.trouble)
  return answer({ ...request, body: undefined }, await app.writes())
}

const withHeaders = (answer: Answer, headers: Answer['headers']): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
})

/** What an operator may read of an error: an address or a token in its message is taken out. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const message = withoutAddresses(error.message, '[address]').replaceAll(
    /1\.\w+\.[\w-]{20,}\.[\w-]+/g,
    '[token]',
  )
  const frames = error.stack?.split('\n').filter(line => line.startsWith('    at ')) ?? []
  return { error: error.name, message, frames: frames.slice(0, 8) }
}
