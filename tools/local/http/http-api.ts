import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { bodyOf } from '../../web/node-http.ts'
import type { Functions } from '../functions/functions.ts'
import type { ApiSpec } from '../template/readers/http-api.ts'
import type { Clock } from '../time/clock.ts'
import { gatewayMessage, gatewayResponse } from './gateway-response.ts'
import { httpEvent, targetOf } from './http-event.ts'
import { compileRoutes } from './routes.ts'

// API Gateway quotas for HTTP APIs, payload size: Lambda takes 6 MB of JSON, base64 included.
const maxBytes = 6 * 1_048_576

/** Answers requests to the website as API Gateway would: with the function of the matching route in the template. */
export function httpApi({ id, routes }: ApiSpec, functions: Functions, clock: Clock) {
  const find = compileRoutes(routes)
  for (const route of routes) functions.get(route.function)
  return async (request: IncomingMessage): Promise<WrittenResponse> => {
    const match = find(request.method ?? 'GET', targetOf(request).path)
    if (!match) return gatewayMessage(404, 'Not Found')
    const body = await bodyOf(request, maxBytes)
    if (body.length > maxBytes) return gatewayMessage(413, 'Request Entity Too Large')
    const event = httpEvent(request, body, match, id, clock.now())
    const invoked = functions.get(match.route.function).invoke(event)
    const outcome = await Promise.race([
      invoked,
      delay(match.route.timeoutMilliseconds, undefined, { ref: false }),
    ])
    if (outcome?.ok) return gatewayResponse(outcome.payload)
    return outcome ? gatewayMessage(500, 'Internal Server Error') : gatewayMessage(503, 'Service Unavailable')
  }
}
