import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'

export interface Sent {
  method?: string
  /** With its query: `/confirm?t=abc`. */
  url?: string
  /** By any case of their names: API Gateway writes them in lower case, others may not. */
  headers?: Record<string, string>
  body?: string | Buffer
  /** False for text, which API Gateway hands over as it is. */
  isBase64Encoded?: boolean
  sourceIp?: string
}

/** API Gateway's event for a request (HTTP API, payload format 2.0); bodies come in base64, as forms do there. */
export function httpEvent({
  method = 'GET',
  url = '/',
  headers = {},
  body,
  isBase64Encoded = body !== undefined,
  sourceIp = '192.0.2.7',
}: Sent): APIGatewayProxyEventV2 {
  const [path = '', query = ''] = url.split('?')
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'learn.example.org',
      domainPrefix: 'learn',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      requestId: 'request',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '23/Nov/2026:08:00:00 +0000',
      timeEpoch: 0,
    },
    ...(body !== undefined && { body: Buffer.from(body).toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}

/** A form as browsers post it. */
export const formPost = (url: string, fields: Record<string, string | string[]>, headers = {}): Sent => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html,*/*;q=0.8', ...headers },
  body: new URLSearchParams(
    Object.entries(fields).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    ),
  ).toString(),
})

export const jsonPost = (url: string, json: unknown, headers = {}): Sent => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(json),
})

/** What Lambda hands to a handler beside the event. */
export const aContext = { functionName: 'test', getRemainingTimeInMillis: () => 10_000 } as Context
