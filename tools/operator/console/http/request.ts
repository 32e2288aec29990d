import type { IncomingMessage } from 'node:http'
import { readForm } from '../../../../shared/contracts/form-body.ts'
import { type Answer, plainAnswer } from './answer.ts'

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

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length
    if (size <= mostBytes) chunks.push(chunk as Buffer)
  }
  return size > mostBytes ? undefined : Buffer.concat(chunks)
}

async function formOf(incoming: IncomingMessage): Promise<URLSearchParams | Answer> {
  const body = await bodyOf(incoming)
  if (!body) return plainAnswer(413, `The form holds more than ${mostBytes / 1024} KB. Nothing was done.`)
  const form = readForm(body)
  if (typeof form === 'string')
    return plainAnswer(400, 'The form breaks off, or is not in UTF-8. Nothing was done. Send it once more.')
  const pairs = Object.entries(form).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return new URLSearchParams(pairs)
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * @param base the console's own address, without a slash at its end.
 * @returns a refusal where its form cannot be read.
 */
export async function readRequest(
  incoming: IncomingMessage,
  base: string,
): Promise<ConsoleRequest | { refused: Answer }> {
  const { pathname, searchParams } = addressOf(incoming)
  const form = await formOf(incoming)
  if (!(form instanceof URLSearchParams)) return { refused: form }
  return {
    method: incoming.method === 'POST' ? 'POST' : 'GET',
    path: pathname.slice(base.length).split('/').filter(Boolean).map(decoded),
    query: searchParams,
    form,
  }
}
