import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { prefersJson } from './accept.ts'
import type { Answer } from './answer.ts'
import { cacheHeaders, securityHeaders } from './headers.ts'
import type { Asking } from './request.ts'

interface Content {
  type: string
  text: string
}

/**
 * Writes an answer as API Gateway wants it, in the form that whoever asks would rather have. HEAD gets all that GET gets:
 * the front leaves the body away and counts it, so that every header is the same (RFC 9110, 9.3.2).
 */
export function respond(answer: Answer, asking: Asking): APIGatewayProxyStructuredResultV2 {
  const { type, text } = contentOf(answer, asking)
  const headers = {
    ...securityHeaders,
    ...cacheHeaders[answer.keep ?? 'never'],
    Vary: 'Accept, Accept-Encoding, Origin',
    ...(type && { 'Content-Type': type }),
    ...answer.headers,
  }
  if (!isZipped(text, asking.zipping)) return { statusCode: answer.status, headers, body: text }
  return {
    statusCode: answer.status,
    headers: { ...headers, 'Content-Encoding': 'gzip' },
    body: gzipSync(text).toString('base64'),
    isBase64Encoded: true,
  }
}

/** Under a packet's size there is nothing to gain. */
const isZipped = (text: string, zipping: Asking['zipping']): boolean =>
  text !== '' && (zipping === 'always' || (zipping === 'if-worthwhile' && text.length >= 1400))

function contentOf({ status, page, json, file }: Answer, { accept, sentJson }: Asking): Content {
  if (file) return { type: file.type, text: file.content }
  const jsonType = status >= 400 ? 'application/problem+json' : 'application/json'
  if (json && (!page || prefersJson(accept, jsonType, sentJson)))
    return { type: `${jsonType}; charset=utf-8`, text: JSON.stringify(json()) }
  return page ? { type: 'text/html; charset=utf-8', text: page() } : { type: '', text: '' }
}
