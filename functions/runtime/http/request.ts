import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type Zipping, zipping } from './accept.ts'
import { type Posted, saysJson } from './body.ts'

/** A request, read once: what every route works with. */
export interface HttpRequest {
  /** HEAD is read as GET: whoever stands before us leaves the body of its answer away. */
  method: string
  path: string
  query: URLSearchParams
  /** Its body, unread: only routes that take one care what is in it. */
  posted: Posted
  accept: string | undefined
  /** Whoever sends JSON would rather read JSON, a refusal included. */
  sentJson: boolean
  zipping: Zipping
  /** The website that a browser says the request comes from. */
  origin: string | undefined
  /** What a browser says of where the request comes from: `same-origin`, `cross-site` … */
  fetchSite: string | undefined
  /** Of the network that asks, or of the last hop before its entrance is known. Personal data: hash it, never log it. */
  sourceIp: string
}

/** As much of a request as an answer needs. */
export type Asking = Pick<HttpRequest, 'accept' | 'sentJson' | 'zipping'>

/** Reads API Gateway's event (payload format 2.0). Nothing in an event makes it fail. */
export function readRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const { method, path, sourceIp } = event.requestContext.http
  // API Gateway writes their names in lower case; whoever else calls may not.
  const headers = new Map(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]))
  const contentType = headers.get('content-type')
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path: event.rawPath || path,
    query: new URLSearchParams(event.rawQueryString),
    posted: {
      body: event.body,
      isBase64Encoded: event.isBase64Encoded,
      contentType,
      contentEncoding: headers.get('content-encoding'),
    },
    accept: headers.get('accept'),
    sentJson: saysJson(contentType),
    zipping: zipping(headers.get('accept-encoding')),
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
    sourceIp,
  }
}
