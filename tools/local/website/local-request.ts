import type { IncomingMessage } from 'node:http'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { readBody } from '../http/http-api.ts'

/** A request below `/_local/`. */
export type LocalRequest = {
  /** HEAD is read as GET; its answer goes without a body. */
  method: string
  /** Decoded parts of the path after `/_local/`. */
  path: string[]
  query: URLSearchParams
  body: string
  referer: string | undefined
}

export type Handler = (request: LocalRequest) => WrittenResponse | Promise<WrittenResponse>

export async function readLocalRequest(request: IncomingMessage): Promise<LocalRequest> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
  const body = await readBody(request)
  return {
    method: request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'),
    path: pathname.split('/').slice(2).filter(Boolean).map(decodeURIComponent),
    query: searchParams,
    body: body?.toString('utf8') ?? '',
    referer: request.headers.referer,
  }
}

export const jsonAnswer = (status: number, value: unknown): WrittenResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
})

export const redirect = (to: string): WrittenResponse => ({
  status: 303,
  headers: { location: to },
  body: Buffer.alloc(0),
})

export function page(html: string, status = 200): WrittenResponse {
  const policy =
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    },
    body: Buffer.from(html),
  }
}
