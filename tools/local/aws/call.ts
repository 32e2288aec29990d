import { Agent, request } from 'node:http'

/** The response of an AWS API. */
export type AwsResponse = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** More than sixteen connections would not make an emulator faster, and each costs processor time. */
const agent = new Agent({ keepAlive: true, maxSockets: 16 })

/** Makes one HTTP request over a kept-alive connection, and reads the whole response. */
export function send(
  base: string,
  {
    method = 'POST',
    path = '/',
    headers,
    body,
  }: { method?: string; path?: string; headers: Record<string, string>; body?: Buffer | string },
): Promise<AwsResponse> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, hostname, port, method, path, headers }, incoming => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 502,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** Emulators require a signature and do not check it. */
export const unsigned =
  'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-2/local/aws4_request, SignedHeaders=host, Signature=local'

/** An error response of an AWS API. */
export class AwsError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

/**
 * Calls an action of a JSON protocol, as an SDK would.
 * @param target such as `DynamoDB_20120810.PutItem`
 * @throws {AwsError} if the API returns an error
 */
export async function callJson<T>(base: string, target: string, input: object): Promise<T> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    'x-amz-date': '20260101T000000Z',
    authorization: unsigned,
  }
  const { status, body } = await send(base, { headers, body: JSON.stringify(input) })
  const output = JSON.parse(body.toString('utf8')) as T & { __type?: string; message?: string }
  if (status === 200) return output
  throw new AwsError(output.__type?.split('#').at(-1) ?? String(status), output.message ?? '')
}
