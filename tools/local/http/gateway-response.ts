import type { WrittenResponse } from '../../../shared/web/write-response.ts'

/** A response that API Gateway makes itself. */
export const gatewayMessage = (status: number, message: string): WrittenResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message })),
})

type Structured = {
  statusCode: number
  headers?: Record<string, string | number | boolean>
  body?: string
  isBase64Encoded?: boolean
  cookies?: string[]
}

/**
 * Converts a function's result (payload format 2.0) to a response. A result without a `statusCode` is itself the JSON
 * body; one that cannot be read counts as an error of the function. Source: API Gateway developer guide, "Create AWS
 * Lambda proxy integrations for HTTP APIs".
 */
export function gatewayResponse(payload: unknown): WrittenResponse {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload))
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(payload)),
    }
  const { statusCode, headers = {}, body = '', isBase64Encoded = false, cookies } = payload as Structured
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599 || typeof body !== 'string')
    return gatewayMessage(500, 'Internal Server Error')
  const plain = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(plain),
      ...(cookies ? { 'set-cookie': cookies } : {}),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  }
}
