import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { type WebRequest, webRequest } from '../../shared/web/request.ts'
import type { WrittenResponse } from '../../shared/web/write-response.ts'

/**
 * Parses the request's target. The host is prepended as text, because two leading slashes would otherwise be taken
 * for a host.
 */
const addressOf = ({ url = '/' }: IncomingMessage): URL => new URL(`http://localhost${url}`)

/** Reads a body, but not much more than shows whether it is longer than `maxBytes`. */
export async function bodyOf(
  incoming: IncomingMessage,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    if (size <= maxBytes) chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
  }
  return Buffer.concat(chunks)
}

/** Headers by lower-case name. Several headers of one name are joined, as in RFC 9110, 5.3. */
export const oneEach = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  )

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * Converts a request of Node's HTTP server, without its body. Doubled and trailing slashes are dropped, and so is
 * Accept-Encoding, because compression gains nothing on one machine.
 * @param base where the site begins, without a slash at its end: `/_local/console`, or nothing.
 */
export function requestHead(incoming: IncomingMessage, base: string): WebRequest {
  const { pathname, searchParams } = addressOf(incoming)
  const path = pathname.slice(base.length)
  const { 'accept-encoding': _, ...headers } = oneEach(incoming.headers)
  const segments = path.split('/').filter(Boolean).map(decoded)
  return webRequest({
    method: incoming.method ?? 'GET',
    path,
    segments: segments.length > 0 ? segments : [''],
    query: searchParams,
    headers: Object.entries(headers),
    body: { content: undefined, isBase64Encoded: false },
    sourceIp: incoming.socket.remoteAddress ?? '',
  })
}

/** Adds the body, of which no more is kept than shows that it is too large. */
export async function withBody(
  request: WebRequest,
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<WebRequest> {
  return { ...request, posted: { ...request.posted, content: await bodyOf(incoming, maxBytes) } }
}

/** Sends a response; without a body for HEAD. */
export function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: WrittenResponse,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) })
  response.end(method === 'HEAD' ? undefined : body)
}

/**
 * Listens on this machine only.
 * @param port 0 for any that is free.
 * @returns the port.
 * @throws Node's error if the port is not available.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port.')
  return address.port
}

/** Stops a server at once, with all open connections. */
export async function stopServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
