import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Trouble } from '../../../shared/words/page-words.ts'
import { type Body, readBody } from './body.ts'

/** A request, read once: what every route works with. */
export interface HttpRequest {
  /** HEAD is read as GET; its answer goes without a body. */
  method: string
  isHead: boolean
  path: string
  query: URLSearchParams
  body: Body
  accept: string | undefined
  takesGzip: boolean
  /** The website that a browser says the request comes from. */
  origin: string | undefined
  /** What a browser says of where the request comes from: `same-origin`, `cross-site` … */
  fetchSite: string | undefined
  /** Of the network that asks. Personal data: hash it, never log it. */
  sourceIp: string
}

/** Reads API Gateway's event (payload format 2.0), or says what is wrong with it. */
export function readRequest(event: APIGatewayProxyEventV2): HttpRequest | { trouble: Trouble } {
  const { method, path, sourceIp } = event.requestContext.http
  const { headers } = event
  const isHead = method === 'HEAD'
  const body = readBody({
    body: event.body,
    isBase64Encoded: event.isBase64Encoded,
    contentType: headers['content-type'],
  })
  if ('trouble' in body) return body
  return {
    method: isHead ? 'GET' : method,
    isHead,
    path: event.rawPath || path,
    query: new URLSearchParams(event.rawQueryString),
    body,
    accept: headers['accept'],
    takesGzip: /\bgzip\b/.test(headers['accept-encoding'] ?? ''),
    origin: headers['origin'],
    fetchSite: headers['sec-fetch-site'],
    sourceIp,
  }
}
