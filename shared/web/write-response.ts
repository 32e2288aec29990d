import { gzipSync } from 'node:zlib'
import { prefersJson, zipping } from './accept.ts'
import { saysJson } from './body.ts'
import { cacheHeaders } from './headers.ts'
import type { WebRequest } from './request.ts'
import type { WebResponse } from './response.ts'

/** A response as it goes over the wire. */
export interface WrittenResponse {
  status: number
  headers: Record<string, string | string[]>
  /** Bytes where it is zipped. */
  body: string | Buffer
}

/** As much of a request as its response is written by. */
export type Asking = Pick<WebRequest, 'headers'>

/**
 * Writes a response in the form that whoever asks would rather have. HEAD gets all that GET gets: the front leaves the
 * body away and counts it, so that every header is the same (RFC 9110, 9.3.2).
 * @param siteHeaders stand on every response of the site.
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

/** Under a packet's size there is nothing to gain. */
function isZipped(text: string, { headers }: Asking): boolean {
  const wanted = zipping(headers.get('accept-encoding'))
  return text !== '' && (wanted === 'always' || (wanted === 'if-worthwhile' && text.length >= 1400))
}

interface Content {
  type: string
  text: string
}

function contentOf({ status, page, json, file }: WebResponse, { headers }: Asking): Content {
  if (file) return { type: file.type, text: file.content }
  const jsonType = status >= 400 ? 'application/problem+json' : 'application/json'
  // Whoever sends JSON would rather read JSON, a refusal included.
  const sentJson = saysJson(headers.get('content-type'))
  if (json && (!page || prefersJson(headers.get('accept'), jsonType, sentJson)))
    return { type: `${jsonType}; charset=utf-8`, text: JSON.stringify(json()) }
  return page ? { type: 'text/html; charset=utf-8', text: page() } : { type: '', text: '' }
}
