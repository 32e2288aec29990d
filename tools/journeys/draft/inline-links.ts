import { attributeIn, inOneWord, roundBrackets, squareBrackets } from './brackets.ts'
import type { Inline, Step } from './inline-context.ts'

const isWhole = (address: string): boolean => /^(?:https?:|mailto:|tel:)/i.test(address)

/** The host of an address; the address itself if it has none. */
export const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host || address : address

/** The normalised name of a link definition. */
export const nameOfLink = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** Alternative text without brackets. */
const described = (words: string): string => words.replaceAll(/[[\]]/g, '')

/** Converts `<img>`, and addresses between < and >, to plain Markdown. */
export const withImages: Step = text =>
  text
    .replaceAll(/\]\(\s{0,9}<([^<>]{0,2000})>/g, (_, address: string) => `](${inOneWord(address)}`)
    .replaceAll(/<img\b([^<>]{0,2000})>/gi, (_, attributes: string) => {
      const [alt = '', src = ''] = ['alt', 'src'].map(name => attributeIn(attributes, name))
      return `![${described(alt)}](${inOneWord(src)})`
    })

/** Pandoc has the alternative text in attributes after the address. */
const pandocPicture = new RegExp(String.raw`!${squareBrackets}${roundBrackets}\{([^{}]{0,1000})\}`, 'g')
const namedPicture = new RegExp(String.raw`!${squareBrackets}\[([^[\]]{0,200})\]`, 'g')
const picture = new RegExp(`!${squareBrackets}${roundBrackets}`, 'g')

export const withPictures: Step = (text, line, inline) =>
  text
    .replaceAll(pandocPicture, (whole, _, address: string, _title, attributes: string) => {
      const shows = attributeIn(attributes, 'alt')
      return shows === undefined ? whole : `![${described(shows)}](${address})`
    })
    .replaceAll(
      namedPicture,
      (_, words: string, name: string) =>
        `![${words}](${inline.references.links.get(nameOfLink(name || words)) ?? inOneWord(name || words)})`,
    )
    .replaceAll(picture, (_, words: string, address: string, title?: string) => {
      reportTitle(title, line, inline)
      return shown(described(words), address, line, inline)
    })

/** A website shows the title of a link or a picture where a mouse points to it. */
function reportTitle(title: string | undefined, line: number, { tell }: Inline): void {
  if (title && /[\p{L}\p{N}]/u.test(title))
    tell(line, `The title ${title} is left out: say in the text what matters of it.`)
}

function shown(words: string, address: string, line: number, { tell, picture: note }: Inline): string {
  if (words.trim() === '')
    tell(line, `The picture ${address} has no description: say what it shows, or that it is decorative.`)
  const name = note(address)
  if (name === undefined)
    tell(
      line,
      `The picture ${address} ${isWhole(address) ? 'lies elsewhere' : 'is no picture file of the course'}: put its file beside the module, if its licence lets you.`,
    )
  return `![${words}](${name ?? address})`
}

const namedLink = new RegExp(String.raw`(?<![!a-zA-Z0-9])${squareBrackets}\[([^[\]]{0,200})\]`, 'g')
const shortLink = /(?<![!\]])\[([^[\]]{1,200})\](?![[(:])/g
const link = new RegExp(`(?<!!)${squareBrackets}${roundBrackets}`, 'g')

export const withLinks: Step = (text, line, inline) =>
  text
    .replaceAll(
      namedLink,
      (_, words: string, name: string) =>
        namedBy(name || words, words, inline) ?? unknown(words, name || words, line, inline),
    )
    .replaceAll(shortLink, (whole, words: string) => namedBy(words, words, inline) ?? whole)
    .replaceAll(link, (_, words: string, address: string, title?: string) => {
      reportTitle(title, line, inline)
      return led(words, address, line, inline)
    })

/** A link to an address that is defined elsewhere; undefined if it is not. */
function namedBy(name: string, words: string, { references }: Inline): string | undefined {
  const address = references.links.get(nameOfLink(name))
  return address === undefined ? undefined : `[${words}](${address})`
}

function unknown(words: string, name: string, line: number, { tell }: Inline): string {
  tell(line, `“${words}” led to “${name}”, which the page does not define, and leads nowhere now.`)
  return words
}

function led(words: string, address: string, line: number, { tell }: Inline): string {
  if (/^http:/i.test(address)) {
    tell(line, `The link to ${address} is https now: see whether it works.`)
    return linkTo(words, address.replace(/^http:/i, 'https:'))
  }
  if (isWhole(address)) return linkTo(words, address)
  const said = words.trim() || nameOfPage(address)
  tell(
    line,
    `“${said}” led to ${address} in the course, and leads nowhere now: emails know no other pages of it.`,
  )
  return said
}

/** The name of a page or heading that an address leads to, for a link without text. */
const nameOfPage = (address: string): string =>
  (address.split(/[/#]/).findLast(part => /[\p{L}\p{N}]/u.test(part)) ?? '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]/g, ' ')

/** A link; its host stands for a text that is empty or an address. */
const linkTo = (words: string, address: string): string =>
  `[${words.trim() === '' || /^(?:https?:|www\.)/i.test(words) ? hostOf(address).replace(/^www\./, '') : words}](${address})`
