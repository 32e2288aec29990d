import type { BodyTrouble, PostedBody } from './body.ts'

/** A request, read once: what every route works with, whoever brought it. */
export interface WebRequest {
  /** HEAD is read as GET: whoever sends the response leaves its body away. */
  method: string
  /** As it was asked for, to tell of it or to correct it. */
  path: string
  /** What stands between the slashes of the path, decoded. `/` has one segment, an empty one. */
  segments: readonly string[]
  query: URLSearchParams
  /** By name in lower case. */
  headers: ReadonlyMap<string, string>
  /** Its body, unread: only routes that take one care what is in it. */
  posted: PostedBody
  /** The website that a browser says the request comes from. */
  origin: string | undefined
  /** What a browser says of where the request comes from: `same-origin`, `cross-site` … */
  fetchSite: string | undefined
  /** Of the network that asks, or of the last hop before its entrance is known. Personal data: hash it, never log it. */
  sourceIp: string
}

/** A request as it arrives, from API Gateway or from a socket. */
export interface ArrivedRequest extends Pick<WebRequest, 'path' | 'segments' | 'query' | 'sourceIp'> {
  method: string
  /** By name, in whatever case. */
  headers: Iterable<readonly [name: string, value: string | undefined]>
  body: Pick<PostedBody, 'content' | 'isBase64Encoded'>
}

/** Reads what arrived. Nothing in it makes this fail. */
export function webRequest({ method, headers: arrived, body, ...rest }: ArrivedRequest): WebRequest {
  const headers = new Map<string, string>()
  for (const [name, value] of arrived) if (value !== undefined) headers.set(name.toLowerCase(), value)
  return {
    ...rest,
    method: method === 'HEAD' ? 'GET' : method,
    headers,
    posted: {
      ...body,
      contentType: headers.get('content-type'),
      contentEncoding: headers.get('content-encoding'),
    },
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
  }
}

/** Why no route answers a request. */
export type RequestTrouble = BodyTrouble | 'not-found' | 'wrong-method'

/** The status that says so. */
export const statusOfTrouble: Readonly<Record<RequestTrouble, number>> = {
  'bad-request': 400,
  'wrong-encoding': 400,
  'not-found': 404,
  'wrong-method': 405,
  'too-large': 413,
  unsupported: 415,
}
