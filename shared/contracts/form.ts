import { lacksLetters, type StrictDecoder, strictDecoder } from './text-encoding.ts'

/** A posted form: all values of each field, in the order in which they were sent. */
export type Form = Readonly<Record<string, readonly string[]>>

/** The first non-blank value of a field, trimmed; undefined if there is none. */
export const fieldOf = (form: Form, name: string): string | undefined =>
  form[name]?.map(value => value.trim()).find(Boolean)

/** All non-blank values of a field; undefined if there are none. */
export function listOf(form: Form, name: string): string[] | undefined {
  const values = form[name]?.filter(value => value.trim() !== '') ?? []
  return values.length > 0 ? values : undefined
}

/** Why a posted form cannot be read: truncated or badly encoded, or in an unknown or wrong character encoding. */
export type FormTrouble = 'malformed' | 'wrong-encoding'

/** Bytes as a string with a character for each byte. */
type Binary = string

const binary = (bytes: Uint8Array): Binary => Buffer.from(bytes).toString('latin1')

const withoutPercents = (text: Binary): Binary =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function pairOf(text: Binary): [name: Binary, value: Binary] {
  const [name = '', ...value] = text.split('=')
  return [withoutPercents(name), withoutPercents(value.join('='))]
}

/**
 * Browsers write `&#321;` for a character that the page's encoding lacks (WHATWG URL standard, "percent-encode after
 * encoding").
 */
const withoutReferences = (text: string): string =>
  text.replace(/&#(\d{1,6});/g, (reference, code: string) => {
    const letter = String.fromCodePoint(Number(code))
    return letter.isWellFormed() ? letter : reference
  })

function decodedPair(pair: readonly Binary[], decode: StrictDecoder): string[] | undefined {
  const texts = pair.map(part => decode(Buffer.from(part, 'latin1')))
  return texts.every(text => text !== undefined) ? texts : undefined
}

/**
 * Parses `application/x-www-form-urlencoded` strictly.
 * @param declared the encoding in the Content-Type; UTF-8 if absent. A field `_charset_`, which browsers fill in if a
 * form has it hidden, takes precedence (HTML standard, "constructing the entry list").
 */
export function readForm(bytes: Uint8Array, declared?: string): Form | FormTrouble {
  const text = binary(bytes)
  if (/%(?![0-9a-f]{2})/i.test(text)) return 'malformed'
  const pairs = text.split('&').filter(Boolean).map(pairOf)
  const encoding = pairs.find(([name]) => name.toLowerCase() === '_charset_')?.[1] || declared
  const decode = strictDecoder(encoding)
  const decoded = pairs.map(pair => decodedPair(pair, decode))
  if (!decoded.every(pair => pair !== undefined)) return 'wrong-encoding'
  const mended =
    encoding && lacksLetters(encoding) ? decoded.map(pair => pair.map(withoutReferences)) : decoded
  const fields = Map.groupBy(mended, ([name = '']) => name)
  return Object.fromEntries([...fields].map(([name, all]) => [name, all.map(([, value = '']) => value)]))
}
