import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { segmentsOf } from '../../../shared/web/path-pattern.ts'
import { type WebRequest, webRequest } from '../../../shared/web/request.ts'
import type { WebResponse } from '../../../shared/web/response.ts'
import { type Asking, writeResponse } from '../../../shared/web/write-response.ts'
import { publicHeaders } from './public-headers.ts'

/** Converts API Gateway's event (payload format 2.0), whose path is decoded. Never throws. */
export function readEvent(event: APIGatewayProxyEventV2): WebRequest {
  const { method, path: requestPath, sourceIp } = event.requestContext.http
  const path = event.rawPath || requestPath
  return webRequest({
    method,
    path,
    segments: segmentsOf(path),
    query: new URLSearchParams(event.rawQueryString),
    headers: Object.entries(event.headers),
    body: { content: event.body, isBase64Encoded: event.isBase64Encoded },
    sourceIp,
  })
}

/** Converts a response to API Gateway's format. */
export function writeResult(response: WebResponse, asking: Asking): APIGatewayProxyStructuredResultV2 {
  const { status: statusCode, headers: written, body } = writeResponse(response, asking, publicHeaders)
  const headers = written as Record<string, string>
  if (typeof body === 'string') return { statusCode, headers, body }
  return { statusCode, headers, body: body.toString('base64'), isBase64Encoded: true }
}
