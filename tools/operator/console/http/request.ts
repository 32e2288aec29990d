import type { IncomingMessage } from 'node:http'

/** More than any form of the console has. */
const mostBytes = 64 * 1024

/** A request, read whole. */
export interface ConsoleRequest {
  method: 'GET' | 'POST'
  /** Decoded parts of the path, after the console's own address. */
  path: readonly string[]
  query: URLSearchParams
  form: URLSearchParams
}

/** What is asked for. The host is put before it and not beside it, or two slashes would be taken for another one. */
export const addressOf = ({ url = '/' }: IncomingMessage): URL => new URL(`http://console${url}`)

async function readForm(incoming: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length
    if (size <= mostBytes) chunks.push(chunk as Buffer)
  }
  return new URLSearchParams(size > mostBytes ? '' : Buffer.concat(chunks).toString('utf8'))
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** @param base the console's own address, without a slash at its end. */
export async function readRequest(incoming: IncomingMessage, base: string): Promise<ConsoleRequest> {
  const { pathname, searchParams } = addressOf(incoming)
  return {
    method: incoming.method === 'POST' ? 'POST' : 'GET',
    path: pathname.slice(base.length).split('/').filter(Boolean).map(decoded),
    query: searchParams,
    form: await readForm(incoming),
  }
}
