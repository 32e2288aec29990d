import MarkdownIt from 'markdown-it'
import type { Placeholder } from '../domain/email-kind.ts'
import { inNormalForm } from '../domain/normal-form.ts'

/** The only placeholders that authors may use, in addresses of links. */
const authorPlaceholders = ['reference'] as const satisfies readonly Placeholder[]

const asWritten = new RegExp(`(?<!\\{)\\{\\{(?:${authorPlaceholders.join('|')})\\}\\}(?!\\})`, 'g')
const asEncoded = new RegExp(`%7B%7B(${authorPlaceholders.join('|')})%7D%7D`, 'g')

/** The reader's first name with a substitute: letters, and what may separate names. */
const name = /(?<!\{)\{\{firstName\|(\p{L}[\p{L}\p{M}'’ -]{0,39})\}\}(?!\})/gu

/** The substitutes in a text, without duplicates. */
export const nameSubstitutesIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(name), ([, nameless = '']) => nameless.trim())),
]

/** A text with each name replaced by its substitute. */
export const withoutNames = (text: string): string =>
  text.replaceAll(name, (_, nameless: string) => nameless.trim())

/** A text with each name replaced by a placeholder. */
export const withNameSlots = (text: string, slot: string): string => text.replaceAll(name, () => slot)

/** The most layers of encoding that are removed; more than any program would decode. */
const maxLayers = 8

/** Placeholders in a text, and stray pairs of curly brackets. */
export const bracketsIn = (text: string): string[] => text.match(/\{\{.*?\}\}+|\{\{|\}\}/g) ?? []

/** `bracketsIn` for a value that programs decode (a title, a picture's address), however often it is encoded. */
export const hiddenBracketsIn = (value: string): string[] => bracketsIn(revealed(value))

/** An author's address without the allowed placeholders. */
export const withoutAuthorPlaceholders = (address: string): string => address.replaceAll(asWritten, 'x')

/** An address encoded for HTML, with the authors' placeholders restored. */
export const withAuthorPlaceholders = (encoded: string): string => encoded.replaceAll(asEncoded, '{{$1}}')

const { unescapeAll } = new MarkdownIt().utils

const withoutPercents = (text: string): string =>
  text.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Removes one layer of percent-encoding, HTML entities, look-alikes and invisible characters. */
const decodedOnce = (text: string): string =>
  inNormalForm(withoutPercents(unescapeAll(text)), 'NFKC').replaceAll(/\p{Cf}/gu, '')

function revealed(value: string): string {
  let text = value
  for (let layer = 0; layer < maxLayers; layer++) text = decodedOnce(text)
  return text
}
