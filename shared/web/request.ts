import type { BodyTrouble, PostedBody } from './body.ts'

/** A request in the form that every route uses, wherever it came from. */
export interface WebRequest {
  /** HEAD becomes GET; the body is omitted when the response is sent. */
  method: string
  /** As requested, for messages and redirects. */
  path: string
  /** The decoded segments of the path. `/` has one empty segment. */
  segments: readonly string[]
  query: URLSearchParams
  /** By lower-case name. */
  headers: ReadonlyMap<string, string>
  /** The unparsed body; only some routes need it. */
  posted: PostedBody
  /** The `Origin` header. */
  origin: string | undefined
  /** The `Sec-Fetch-Site` header: `same-origin`, `cross-site` … */
  fetchSite: string | undefined
  /**
   * The client's network address, or that of the last hop before the entrance is known. Personal data: hash it, never
   * log it.
   */
  sourceIp: string
}

/** A request as it arrives from API Gateway or a socket. */
export interface ArrivedRequest extends Pick<WebRequest, 'path' | 'segments' | 'query' | 'sourceIp'> {
  method: string
  /** Header names in any case. */
  headers: Iterable<readonly [name: string, value: string | undefined]>
  body: Pick<PostedBody, 'content' | 'isBase64Encoded'>
}

/** Converts a request. Never throws. */
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

/** Why no route handles a request. */
export type RequestTrouble = BodyTrouble | 'not-found' | 'wrong-method'

/** The HTTP status of each trouble. */
export const statusOfTrouble: Readonly<Record<RequestTrouble, number>> = {
  'bad-request': 400,
  'wrong-encoding': 400,
  'not-found': 404,
  'wrong-method': 405,
  'too-large': 413,
  unsupported: 415,
}
