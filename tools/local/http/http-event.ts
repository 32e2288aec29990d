import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { oneEach } from '../../web/node-http.ts'
import { account } from '../template/place.ts'
import type { Match } from './routes.ts'

/** API Gateway passes text of these types on as it is. Every other body, forms included, arrives in base64. */
const plainText = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.+-]+\+(json|xml)\b)/i

const dropped = new Set(['cookie', 'connection', 'transfer-encoding', 'keep-alive'])
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The event that an HTTP API gives a function, payload format 2.0.
 * Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs".
 * @param at milliseconds since 1970
 */
export function httpEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, parameters }: Match,
  apiId: string,
  at: number,
): object {
  const { path, query: rawQueryString } = targetOf(request)
  const headers = headersOf(request)
  const cookies = request.headers.cookie?.split(/; */)
  const query = queryOf(rawQueryString)
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    requestContext: requestContext(request, path, route.key, apiId, at),
    ...bodyOf(request, body),
  }
}

/**
 * Returns the path and query of a request. As in HTTP APIs, the path is decoded and cut at a question mark. It is not
 * parsed as a URL: `//` would be another host, and dots would be resolved. Source: captures of live HTTP APIs,
 * github.com/middleapi/standard-server, pull request 93.
 * @throws {URIError} if percent signs in the path encode no UTF-8
 */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>): { path: string; query: string } {
  const [path = '', ...query] = url.split('?')
  return { path: decodeURIComponent(path).replace(/\?.*/s, ''), query: query.join('?') }
}

function requestContext(
  request: IncomingMessage,
  path: string,
  routeKey: string,
  apiId: string,
  at: number,
): object {
  const domainName = request.headers.host ?? 'localhost'
  return {
    accountId: account,
    apiId,
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceIp(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey,
    stage: '$default',
    time: logTime(new Date(at)),
    timeEpoch: at,
  }
}

const sourceIp = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clock} +0000`
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers = Object.fromEntries(
    Object.entries(oneEach(request.headers)).filter(([name]) => !dropped.has(name)),
  )
  const forwarded = [headers['x-forwarded-for'], sourceIp(request)].filter(Boolean).join(', ')
  return { ...headers, 'x-forwarded-for': forwarded, 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' }
}

/** Several values of one name are joined by commas. */
function queryOf(search: string): Record<string, string> | undefined {
  const values: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search))
    values[name] = Object.hasOwn(values, name) ? `${values[name]},${value}` : value
  return search === '' ? undefined : values
}

function bodyOf(request: IncomingMessage, body: Buffer): object {
  if (body.length === 0) return { isBase64Encoded: false }
  const isText = plainText.test(request.headers['content-type'] ?? '') && !request.headers['content-encoding']
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}
