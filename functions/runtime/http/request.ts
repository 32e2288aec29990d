import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Trouble } from '../../../shared/words/page-words.ts'
import { type Body, readBody, saysJson } from './body.ts'

/** A request, read once: what every route works with. */
export interface HttpRequest {
  /** HEAD is read as GET; its answer goes without a body. */
  method: string
  isHead: boolean
  path: string
  query: URLSearchParams
  body: Body
  accept: string | undefined
  /** Whoever sends JSON would rather read JSON, a refusal included. */
  sentJson: boolean
  takesGzip: boolean
  /** The website that a browser says the request comes from. */
  origin: string | undefined
  /** What a browser says of where the request comes from: `same-origin`, `cross-site` … */
  fetchSite: string | undefined
  /** Of the network that asks. Personal data: hash it, never log it. */
  sourceIp: string
}

/** As much of a request as an answer needs, even where the request itself could not be read. */
export type Asking = Pick<HttpRequest, 'accept' | 'isHead' | 'sentJson' | 'takesGzip'>

/** Reads that much from an event whose body may be unreadable. */
export const readAsking = ({ headers, requestContext }: APIGatewayProxyEventV2): Asking => ({
  isHead: requestContext.http.method === 'HEAD',
  accept: headers['accept'],
  sentJson: saysJson(headers['content-type']),
  takesGzip: /\bgzip\b/.test(headers['accept-encoding'] ?? ''),
})

/** Reads API Gateway's event (payload format 2.0), or says what is wrong with it. */
export function readRequest(event: APIGatewayProxyEventV2): HttpRequest | { trouble: Trouble } {
  const { method, path, sourceIp } = event.requestContext.http
  const { headers } = event
  const body = readBody({
    body: event.body,
    isBase64Encoded: event.isBase64Encoded,
    contentType: headers['content-type'],
  })
  if ('trouble' in body) return body
  return {
    ...readAsking(event),
    method: method === 'HEAD' ? 'GET' : method,
    path: event.rawPath || path,
    query: new URLSearchParams(event.rawQueryString),
    body,
    origin: headers['origin'],
    fetchSite: headers['sec-fetch-site'],
    sourceIp,
  }
}
