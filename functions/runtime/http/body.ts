import type { Form } from '../../../shared/contracts/form.ts'
import type { Trouble } from '../../../shared/words/page-words.ts'

/** What was posted, by how it was written. `other` is kept unread: only one-click unsubscribing takes it. */
export type Body =
  | { is: 'none' }
  | { is: 'form'; form: Form }
  | { is: 'json'; json: unknown }
  | { is: 'other' }

/** The form that was posted; an empty one where something else was. */
export const formOf = (body: Body): Form => (body.is === 'form' ? body.form : {})

/** Far more than any form here needs. */
const limit = 16 * 1024

interface Posted {
  body?: string | undefined
  /** API Gateway hands over forms in base64. */
  isBase64Encoded: boolean
  contentType: string | undefined
}

/** Reads a posted body, or says what is wrong with it. */
export function readBody({
  body = '',
  isBase64Encoded,
  contentType = '',
}: Posted): Body | { trouble: Trouble } {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (bytes.length > limit) return { trouble: 'too-large' }
  const [type, ...parameters] = partsOf(contentType)
  const charset = parameters.find(parameter => parameter.startsWith('charset='))
  if (charset && !/^charset="?utf-?8"?$/.test(charset)) return { trouble: 'unsupported' }
  const text = decoded(bytes)
  if (text === undefined) return { trouble: 'bad-request' }
  if (type === 'application/x-www-form-urlencoded') return readForm(text)
  if (type === 'application/json') return readJson(text)
  return bytes.length === 0 ? { is: 'none' } : { is: 'other' }
}

/** Whether a body says that it is JSON, readable or not. */
export const saysJson = (contentType = ''): boolean => partsOf(contentType)[0] === 'application/json'

/** The type, then its parameters. */
const partsOf = (contentType: string): string[] =>
  contentType
    .toLowerCase()
    .split(';')
    .map(part => part.trim())

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function readForm(text: string): Body | { trouble: Trouble } {
  if (!isWellEncoded(text)) return { trouble: 'bad-request' }
  const fields = Map.groupBy(new URLSearchParams(text), ([name]) => name)
  const form = Object.fromEntries([...fields].map(([name, pairs]) => [name, pairs.map(([, value]) => value)]))
  return { is: 'form', form }
}

/** URLSearchParams forgives what is not percent-encoded UTF-8, and would store replacement characters for it. */
function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function readJson(text: string): Body | { trouble: Trouble } {
  try {
    return { is: 'json', json: JSON.parse(text) }
  } catch {
    return { trouble: 'bad-request' }
  }
}
