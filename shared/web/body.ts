import { MIMEType } from 'node:util'
import { type Form, readForm } from '../contracts/form.ts'
import { isPlainAscii, strictDecoder } from '../contracts/text-encoding.ts'

/** The format of a body. */
export type BodyKind = 'form' | 'json'

/** A parsed body with its format. */
export type ReadBody = { is: 'form'; form: Form } | { is: 'json'; json: unknown }

/** A body as it arrived, with its headers. */
export interface PostedBody {
  /** Bytes, or what an earlier step made of them: text, or base64. */
  content: string | Uint8Array | undefined
  /** API Gateway passes forms in base64. */
  isBase64Encoded: boolean
  contentType: string | undefined
  contentEncoding: string | undefined
}

/** Why a body is refused. */
export type BodyTrouble = 'bad-request' | 'wrong-encoding' | 'too-large' | 'unsupported'

/** The posted form; an empty one if the body is something else or unreadable. */
export const formOf = (body: ReadBody | undefined): Form => (body?.is === 'form' ? body.form : {})

/** The usual limit in bytes; far more than any form for learners needs. */
const usualLimit = 16 * 1024

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/x-www-form-urlencoded': 'form',
  'application/json': 'json',
}

function sizeOf({ content = '', isBase64Encoded }: PostedBody): number {
  if (typeof content !== 'string') return content.length
  return Buffer.byteLength(content, isBase64Encoded ? 'base64' : 'utf8')
}

/** A body's bytes; the UTF-8 encoding if it was passed as text. */
export function bytesOf({ content = '', isBase64Encoded }: PostedBody): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, isBase64Encoded ? 'base64' : 'utf8') : content
}

/**
 * Parses a posted body of one of the accepted formats.
 * @returns the body, or why it is refused.
 */
export function readBody(
  posted: PostedBody,
  takes: readonly BodyKind[],
  limit = usualLimit,
): ReadBody | { trouble: BodyTrouble } {
  if (sizeOf(posted) > limit) return { trouble: 'too-large' }
  const { kind, charset } = typeOf(posted.contentType)
  const isCompressed = !['', 'identity'].includes(posted.contentEncoding?.trim().toLowerCase() ?? '')
  if (!kind || !takes.includes(kind) || isCompressed) return { trouble: 'unsupported' }
  const bytes = bytesOf(posted)
  // Text was decoded before it was passed here. Only its percent-encoding may still be in another encoding.
  const wasText = typeof posted.content === 'string' && !posted.isBase64Encoded
  const encoding = wasText && !isPlainAscii(bytes) ? undefined : charset
  return kind === 'form' ? formBody(bytes, encoding) : jsonBody(bytes, encoding)
}

/** Whether the Content-Type is JSON, readable or not. */
export const isJsonBody = (contentType: string | undefined): boolean => typeOf(contentType).kind === 'json'

interface DeclaredType {
  kind?: BodyKind | undefined
  charset?: string | undefined
}

function typeOf(header = ''): DeclaredType {
  // A repeated header arrives joined by a comma. Two different types count as none.
  const [type = '', ...others] = new Set(header.split(',').map(part => part.trim()))
  if (others.length > 0) return {}
  try {
    const { essence, params } = new MIMEType(type)
    return { kind: kinds[essence], charset: params.get('charset') ?? undefined }
  } catch {
    return {}
  }
}

function formBody(bytes: Uint8Array, charset: string | undefined): ReadBody | { trouble: BodyTrouble } {
  const form = readForm(bytes, charset)
  if (form === 'malformed') return { trouble: 'bad-request' }
  return form === 'wrong-encoding' ? { trouble: form } : { is: 'form', form }
}

/** Parses JSON, whatever its Content-Type. */
export function jsonBody(bytes: Uint8Array, charset?: string): ReadBody | { trouble: BodyTrouble } {
  const text = strictDecoder(charset)(bytes)
  if (text === undefined) return { trouble: 'wrong-encoding' }
  try {
    return { is: 'json', json: JSON.parse(text) }
  } catch {
    return { trouble: 'bad-request' }
  }
}
