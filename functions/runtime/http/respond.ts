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

/** Writes an answer as API Gateway wants it, in the form that whoever asks would rather have. */
export function respond(answer: Answer, asking: Asking): APIGatewayProxyStructuredResultV2 {
  const { type, text } = contentOf(answer, asking)
  const headers = {
    ...securityHeaders,
    ...cacheHeaders[answer.keep ?? 'never'],
    Vary: 'Accept, Accept-Encoding, Origin',
    ...(type && { 'Content-Type': type }),
    ...answer.headers,
  }
  // Under a packet's size there is nothing to gain.
  if (!asking.takesGzip || text.length < 1400)
    return { statusCode: answer.status, headers, body: asking.isHead ? '' : text }
  return {
    statusCode: answer.status,
    headers: { ...headers, 'Content-Encoding': 'gzip' },
    body: asking.isHead ? '' : gzipSync(text).toString('base64'),
    isBase64Encoded: true,
  }
}

function contentOf({ status, page, json, file }: Answer, { accept, sentJson }: Asking): Content {
  if (file) return { type: file.type, text: file.content }
  if (json && (!page || prefersJson(accept, sentJson)))
    return {
      type: status >= 400 ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8',
      text: JSON.stringify(json()),
    }
  return page ? { type: 'text/html; charset=utf-8', text: page() } : { type: '', text: '' }
}
