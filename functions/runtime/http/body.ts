import { MIMEType } from 'node:util'
import type { Form } from '../../../shared/contracts/form.ts'
import { readForm } from '../../../shared/contracts/form-body.ts'
import { isPlainAscii, strictDecoder } from '../../../shared/contracts/text-encoding.ts'
import type { Trouble } from '../../../shared/words/page-words.ts'

/** What was posted, by how it was written. */
export type Body = { is: 'form'; form: Form } | { is: 'json'; json: unknown }

/** A body as it came, and what its headers say of it. */
export interface Posted {
  body: string | undefined
  /** API Gateway hands over forms in base64. */
  isBase64Encoded: boolean
  contentType: string | undefined
  contentEncoding: string | undefined
}

/** The form that was posted; an empty one where something else was, or nothing readable. */
export const formOf = (body: Body | undefined): Form => (body?.is === 'form' ? body.form : {})

/** In bytes; far more than any form here needs. */
const limit = 16 * 1024

const kinds: Readonly<Record<string, Body['is']>> = {
  'application/x-www-form-urlencoded': 'form',
  'application/json': 'json',
}

/** Reads a posted body of one of these kinds, or says what is wrong with it. */
export function readBody(posted: Posted, takes: readonly Body['is'][]): Body | { trouble: Trouble } {
  const { body = '', isBase64Encoded, contentEncoding } = posted
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') > limit) return { trouble: 'too-large' }
  const { kind, charset } = typeOf(posted.contentType)
  const isCompressed = !['', 'identity'].includes(contentEncoding?.trim().toLowerCase() ?? '')
  if (!kind || !takes.includes(kind) || isCompressed) return { trouble: 'unsupported' }
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  // Text was decoded by whoever handed it over as text: only its percent signs may still stand for another encoding.
  const encoding = isBase64Encoded || isPlainAscii(bytes) ? charset : undefined
  return kind === 'form' ? formBody(bytes, encoding) : jsonBody(bytes, encoding)
}

/** Whether a body says that it is JSON, readable or not. */
export const saysJson = (contentType: string | undefined): boolean => typeOf(contentType).kind === 'json'

interface DeclaredType {
  kind?: Body['is'] | undefined
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

function formBody(bytes: Uint8Array, charset: string | undefined): Body | { trouble: Trouble } {
  const form = readForm(bytes, charset)
  if (form === 'malformed') return { trouble: 'bad-request' }
  return form === 'wrong-encoding' ? { trouble: form } : { is: 'form', form }
}

function jsonBody(bytes: Uint8Array, charset: string | undefined): Body | { trouble: Trouble } {
  const text = strictDecoder(charset)(bytes)
  if (text === undefined) return { trouble: 'wrong-encoding' }
  try {
    return { is: 'json', json: JSON.parse(text) }
  } catch {
    return { trouble: 'bad-request' }
  }
}
