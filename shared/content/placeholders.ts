import MarkdownIt from 'markdown-it'
import type { Placeholder } from '../domain/email-kind.ts'
import { inNormalForm } from '../domain/normal-form.ts'

/** All that an author may write in double curly brackets in the address of a link. */
const authorPlaceholders = ['reference'] as const satisfies readonly Placeholder[]

const asWritten = new RegExp(`(?<!\\{)\\{\\{(?:${authorPlaceholders.join('|')})\\}\\}(?!\\})`, 'g')
const asEncoded = new RegExp(`%7B%7B(${authorPlaceholders.join('|')})%7D%7D`, 'g')

/** The reader's first name, and what stands there for who gave none: letters, and what stands between them in words. */
const name = /(?<!\{)\{\{firstName\|(\p{L}[\p{L}\p{M}'’ -]{0,39})\}\}(?!\})/gu

/** What stands for nobody's name, wherever a text names its reader; once each. */
export const namelessIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(name), ([, nameless = '']) => nameless.trim())),
]

/** A text that names nobody: what stands for nobody's name in place of each. */
export const withoutNames = (text: string): string =>
  text.replaceAll(name, (_, nameless: string) => nameless.trim())

/** A text with a slot in place of each name. */
export const withNameSlots = (text: string, slot: string): string => text.replaceAll(name, () => slot)

/** How often something may be encoded and is still seen through: more often than any program decodes. */
const maxLayers = 8

/** The placeholders that words hold, and stray pairs of curly brackets. */
export const bracketsIn = (text: string): string[] => text.match(/\{\{.*?\}\}+|\{\{|\}\}/g) ?? []

/** The same in what programs decode: a title, or the address of a picture, however often it is encoded. */
export const hiddenBracketsIn = (value: string): string[] => bracketsIn(revealed(value))

/** An author's address without what may stand in it. */
export const withoutAuthorPlaceholders = (address: string): string => address.replaceAll(asWritten, 'x')

/** An address that was encoded for HTML, with the placeholders of authors as they stand in a template. */
export const withAuthorPlaceholders = (encoded: string): string => encoded.replaceAll(asEncoded, '{{$1}}')

const { unescapeAll } = new MarkdownIt().utils

const withoutPercents = (text: string): string =>
  text.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** One layer of percent signs, HTML entities, look-alikes and invisible signs taken away. */
const decodedOnce = (text: string): string =>
  inNormalForm(withoutPercents(unescapeAll(text)), 'NFKC').replaceAll(/\p{Cf}/gu, '')

function revealed(value: string): string {
  let text = value
  for (let layer = 0; layer < maxLayers; layer++) text = decodedOnce(text)
  return text
}
