import { gzipSync } from 'node:zlib'
import { compressionFor, prefersJson } from './accept.ts'
import { isJsonBody } from './body.ts'
import { cacheHeaders } from './headers.ts'
import type { WebRequest } from './request.ts'
import type { WebResponse } from './response.ts'

/** A response ready to be sent. */
export interface WrittenResponse {
  status: number
  headers: Record<string, string | string[]>
  /** Bytes if it is compressed. */
  body: string | Buffer
}

/** The parts of a request that determine the format of its response. */
export type Asking = Pick<WebRequest, 'headers'>

/**
 * Renders a response in the format that the client prefers. HEAD gets what GET gets; the server omits the body, so
 * that all headers are the same (RFC 9110, 9.3.2).
 * @param siteHeaders headers of every response of the site.
 */
export function writeResponse(
  response: WebResponse,
  asking: Asking,
  siteHeaders: Readonly<Record<string, string>>,
): WrittenResponse {
  const { type, text } = contentOf(response, asking)
  const headers = {
    ...siteHeaders,
    ...cacheHeaders[response.keep ?? 'never'],
    Vary: 'Accept, Accept-Encoding, Origin',
    ...(type && { 'Content-Type': type }),
    ...response.headers,
  }
  const { status } = response
  if (!isZipped(text, asking)) return { status, headers, body: text }
  return { status, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(text) }
}

/** Compressing less than a packet gains nothing. */
function isZipped(text: string, { headers }: Asking): boolean {
  const wanted = compressionFor(headers.get('accept-encoding'))
  return text !== '' && (wanted === 'always' || (wanted === 'if-worthwhile' && text.length >= 1400))
}

interface Content {
  type: string
  text: string
}

function contentOf({ status, page, json, file }: WebResponse, { headers }: Asking): Content {
  if (file) return { type: file.type, text: file.content }
  const jsonType = status >= 400 ? 'application/problem+json' : 'application/json'
  // A client that sends JSON prefers JSON, also for errors.
  const sentJson = isJsonBody(headers.get('content-type'))
  if (json && (!page || prefersJson(headers.get('accept'), jsonType, sentJson)))
    return { type: `${jsonType}; charset=utf-8`, text: JSON.stringify(json()) }
  return page ? { type: 'text/html; charset=utf-8', text: page() } : { type: '', text: '' }
}
