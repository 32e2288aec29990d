import { MIMEType } from 'node:util'
import { type Form, readForm } from '../contracts/form.ts'
import { isPlainAscii, strictDecoder } from '../contracts/text-encoding.ts'

/** How a body may be written. */
export type BodyKind = 'form' | 'json'

/** What was posted, by how it was written. */
export type ReadBody = { is: 'form'; form: Form } | { is: 'json'; json: unknown }

/** A body as it came, and what its headers say of it. */
export interface PostedBody {
  /** Bytes, or what was made of them on the way: text, or base64. */
  content: string | Uint8Array | undefined
  /** API Gateway hands over forms in base64. */
  isBase64Encoded: boolean
  contentType: string | undefined
  contentEncoding: string | undefined
}

/** Why a body is not taken. */
export type BodyTrouble = 'bad-request' | 'wrong-encoding' | 'too-large' | 'unsupported'

/** The form that was posted; an empty one where something else was, or nothing readable. */
export const formOf = (body: ReadBody | undefined): Form => (body?.is === 'form' ? body.form : {})

/** In bytes; far more than any form for learners needs. */
const usualLimit = 16 * 1024

const kinds: Readonly<Record<string, BodyKind>> = {
  'application/x-www-form-urlencoded': 'form',
  'application/json': 'json',
}

function sizeOf({ content = '', isBase64Encoded }: PostedBody): number {
  if (typeof content !== 'string') return content.length
  return Buffer.byteLength(content, isBase64Encoded ? 'base64' : 'utf8')
}

/** A body's bytes; those of UTF-8 where it was handed over as text. */
export function bytesOf({ content = '', isBase64Encoded }: PostedBody): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, isBase64Encoded ? 'base64' : 'utf8') : content
}

/** Reads a posted body of one of these kinds, or says what is wrong with it. */
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
  // Text was decoded by whoever handed it over as text: only its percent signs may still stand for another encoding.
  const wasText = typeof posted.content === 'string' && !posted.isBase64Encoded
  const encoding = wasText && !isPlainAscii(bytes) ? undefined : charset
  return kind === 'form' ? formBody(bytes, encoding) : jsonBody(bytes, encoding)
}

/** Whether a body says that it is JSON, readable or not. */
export const saysJson = (contentType: string | undefined): boolean => typeOf(contentType).kind === 'json'

interface DeclaredType {
  kind?: BodyKind | undefined
  charset?: string | undefined
}

function typeOf(header = ''): DeclaredType {
  // A header that was sent twice arrives joined by a comma. Two types are none.
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

/** Reads JSON, whatever its headers call it. */
export function jsonBody(bytes: Uint8Array, charset?: string): ReadBody | { trouble: BodyTrouble } {
  const text = strictDecoder(charset)(bytes)
  if (text === undefined) return { trouble: 'wrong-encoding' }
  try {
    return { is: 'json', json: JSON.parse(text) }
  } catch {
    return { trouble: 'bad-request' }
  }
}
