import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Log } from '../../shared/adapters/log.ts'
import { withoutAddresses } from '../../shared/contracts/email-address.ts'
import type { HttpFunction, PathsOf } from '../../shared/contracts/routes.ts'
import type { Site } from '../../shared/pages/site.ts'
import { UnreadableRow } from '../../shared/store/unreadable-row.ts'
import type { OtherWebsites } from '../../shared/web/cross-site.ts'
import { answer, type WebApp } from '../../shared/web/router.ts'
import { direct, type Entrance } from './http/entrance.ts'
import { readEvent, writeResult } from './http/gateway.ts'
import { notFoundResponse, troubleResponse } from './http/trouble.ts'

/** A website for `httpHandler`: its routes by pattern, and their dependencies. */
export type HttpApp<Reads, Writes, Get extends string = string, Post extends string = string> = Omit<
  WebApp<Reads, Writes, Get, Post>,
  'refuse'
> & { site: Site; log: Log }

/** The contract says whether scripts on other websites may post; the page says which websites. */
type Scripts<Name extends HttpFunction, Path> =
  Path extends PathsOf<Name, 'OPTIONS'> ? { scriptsOf: OtherWebsites } : { scriptsOf?: never }

/** The pages of a function: exactly one for each of its routes in the contract. */
export type FunctionPages<Name extends HttpFunction, Reads, Writes> = HttpApp<
  Reads,
  Writes,
  PathsOf<Name, 'GET'>,
  PathsOf<Name, 'POST'>
> & { post: { readonly [Path in PathsOf<Name, 'POST'>]: Scripts<Name, Path> } }

/**
 * A Lambda handler for API Gateway's HTTP API: parses the request, finds the route, and answers in the requested
 * format.
 * @param entrance the way by which requests have to come in.
 */
export function httpHandler<Reads, Writes, Get extends string = string, Post extends string = string>(
  { site, log, ...routed }: HttpApp<Reads, Writes, Get, Post>,
  entrance: Entrance = direct,
) {
  const app = {
    ...routed,
    refuse: (trouble, request, headers) =>
      trouble === 'not-found' ? notFoundResponse(site, request) : troubleResponse(site, trouble, headers),
  } satisfies WebApp<Reads, Writes, Get, Post>
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError(({ error, event, response }) => {
      if (response !== undefined) return response
      log.error('A page could not be answered.', { route: event.routeKey, ...describe(error) })
      const trouble = error instanceof UnreadableRow ? 'unread' : 'fault'
      return writeResult(troubleResponse(site, trouble), readEvent(event))
    })
    .handler(async event => {
      const request = readEvent(event)
      const entered = await entrance(event)
      if (!entered) return writeResult(troubleResponse(site, 'not-found'), request)
      return writeResult(await answer(app, { ...request, sourceIp: entered.network }), request)
    })
}

/** An error for operators, without addresses and tokens in its message. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const message = withoutAddresses(error.message, '[address]').replaceAll(
    /1\.\w+\.[\w-]{20,}\.[\w-]+/g,
    '[token]',
  )
  const frames = error.stack?.split('\n').filter(line => line.startsWith('    at ')) ?? []
  return { error: error.name, message, frames: frames.slice(0, 8) }
}
