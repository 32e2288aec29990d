import type { Tell } from './source-line.ts'

/** Definitions of links and footnotes elsewhere on the page. */
export interface References {
  footnotes: ReadonlyMap<string, string>
  links: ReadonlyMap<string, string>
}

/** The context of converting text. */
export interface Inline {
  references: References
  tell: Tell
  /**
   * Records a picture of the course.
   * @returns its name beside the module; undefined if the address is not a picture of the course
   */
  picture: (address: string) => string | undefined
  /** The nesting depth of admonitions around the text; absent: none. */
  depth?: number
}

const signs: Readonly<Record<string, string>> = {
  smile: '🙂',
  tada: '🎉',
  warning: '⚠️',
  bulb: '💡',
  rocket: '🚀',
  heart: '❤️',
  '+1': '👍',
  thumbsup: '👍',
  star: '⭐',
  wave: '👋',
  white_check_mark: '✅',
  coffee: '☕',
}

/** An address in parentheses with an optional title. Lengths are bounded here and below, to keep matching fast. */
const address = String.raw`\(\s{0,9}<?([^\s)>]{0,2000})>?(?:\s{1,9}"[^"]{0,500}")?\s{0,9}\)`

const isWhole = (address: string): boolean => /^(?:https?:|mailto:|tel:)/i.test(address)

/** Converts the text of a line to what an email supports. Code between backticks stays unchanged. */
export function convertWords(text: string, line: number, inline: Inline): string {
  return text
    .split(/(`[^`]*`)/)
    .map(part => (part.startsWith('`') ? part : convertPart(part, line, inline)))
    .join('')
}

function convertPart(text: string, line: number, inline: Inline): string {
  const steps = [
    withImages,
    withPictures,
    withoutHtml,
    withFootnotes,
    withLinks,
    withSigns,
    withNames,
    withoutMarks,
  ]
  return steps.reduce((words, step) => step(words, line, inline), text)
}

type Step = (text: string, line: number, inline: Inline) => string

const withImages: Step = text =>
  text.replaceAll(/<img\b([^>]{0,2000})>/gi, (_, attributes: string) => {
    const of = (name: string) => new RegExp(`\\b${name}=["']([^"']*)["']`, 'i').exec(attributes)?.[1] ?? ''
    return `![${of('alt')}](${of('src')})`
  })

const withoutHtml: Step = (text, line, { tell }) =>
  text
    .replaceAll(/<!--.{0,2000}?-->/g, '')
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/g, (_, address: string) => `[${hostOf(address)}](${address})`)
    .replaceAll(/<\/?(?:strong|b)\b[^<>]*>/gi, '**')
    .replaceAll(/<\/?(?:em|i)\b[^<>]*>/gi, '*')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, tag => {
      tell(line, `${tag} is HTML and is left out: see whether its words still say what they did.`)
      return ''
    })

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address)

/** The longest footnote that can be put into a sentence in brackets, in characters. */
const longestNote = 1000

const withFootnotes: Step = (text, line, { references: { footnotes }, tell }) =>
  text.replaceAll(/\[\^([^[\]\s]+)\]/g, (sign, name: string) => {
    const note = footnotes.get(name)
    if (note === undefined) tell(line, `${sign} leads to no footnote and is left out.`)
    else if (note.length > longestNote)
      tell(
        line,
        `The footnote ${sign} is too long for a sentence and is left out: say in the text what matters.`,
      )
    else tell(line, `The footnote ${sign} stands in brackets now: see whether the sentence bears it.`)
    return note === undefined || note.length > longestNote ? '' : ` (${note})`
  })

const withPictures: Step = (text, line, { tell, picture, references: { links } }) =>
  text
    // Pandoc has the alternative text in attributes after the address.
    .replaceAll(
      /!\[[^\]]{0,500}\](\([^)]{0,2000}\))(\{[^{}]{0,1000}\})/g,
      (whole, address: string, attributes: string) => {
        const [, one, other] = /\balt=(?:"([^"]*)"|'([^']*)')/.exec(attributes) ?? []
        const shows = one ?? other
        return shows === undefined ? whole : `![${shows.replaceAll(/[[\]]/g, '')}]${address}`
      },
    )
    .replaceAll(
      /!\[([^\]]{0,500})\]\[([^\]]{0,200})\]/g,
      (_, words: string, name: string) => `![${words}](${links.get((name || words).toLowerCase()) ?? ''})`,
    )
    .replaceAll(
      new RegExp(String.raw`!\[([^\]]{0,500})\]${address}`, 'g'),
      (_, words: string, address: string) => {
        if (words.trim() === '')
          tell(
            line,
            `The picture ${address} has no description: say what it shows, or that it is decorative.`,
          )
        const name = picture(address)
        if (name === undefined)
          tell(
            line,
            `The picture ${address} ${isWhole(address) ? 'lies elsewhere' : 'is no picture file of the course'}: put its file beside the module, if its licence lets you.`,
          )
        return `![${words}](${name ?? address})`
      },
    )

const withLinks: Step = (text, line, { tell, references: { links } }) =>
  text
    .replaceAll(/(?<!!)\[([^\]^]{1,500})\]\[([^\]]{0,200})\]/g, (whole, words: string, name: string) => {
      const address = links.get((name || words).toLowerCase())
      return address === undefined ? whole : `[${words}](${address})`
    })
    .replaceAll(
      new RegExp(String.raw`(?<!!)\[([^\]]{1,500})\]${address}`, 'g'),
      (_, words: string, address: string) => {
        if (/^http:/i.test(address)) {
          tell(line, `The link to ${address} is https now: see whether it works.`)
          return `[${words}](${address.replace(/^http:/i, 'https:')})`
        }
        if (isWhole(address))
          return `[${/^(?:https?:|www\.)/i.test(words) ? hostOf(address) : words}](${address})`
        tell(
          line,
          `“${words}” led to ${address} in the course, and leads nowhere now: emails know no other pages of it.`,
        )
        return words
      },
    )

const withSigns: Step = (text, line, { tell }) =>
  text.replaceAll(/( ?)(?<![\w:])(:[a-z+][a-z0-9_+-]*:)(?![\w:])/g, (_, space: string, sign: string) => {
    const found = signs[sign.slice(1, -1)]
    if (found === undefined) tell(line, `${sign} is a picture on some websites, and is left out.`)
    return found === undefined ? '' : `${space}${found}`
  })

const withNames: Step = (text, line, { tell }) =>
  text.replaceAll(/\*\|F?NAME\|\*|\{\{?\s*(?:user\.)?(?:first_?name|name)\s*\}?\}/gi, sign => {
    tell(line, `${sign} was somebody's name: it is their first name here, and “friend” for who gave none.`)
    return '{{firstName|friend}}'
  })

const withoutMarks: Step = (text, line, { tell }) =>
  text
    .replaceAll(/==([^=\s][^=]*)==/g, '**$1**')
    .replaceAll(/\s{0,9}\{:?\s{0,9}[.#][^{}]{0,1000}\}/g, '')
    .replaceAll(/\{%.{0,1000}?%\}|\{\{[<%].{0,1000}?[>%]\}\}/g, sign => {
      tell(line, `${sign} did something on its website, and is left out.`)
      return ''
    })
    .replaceAll(/\$\$?(?=[^$\n]{0,500}[\\^_])([^$\n]{1,500})\$\$?/g, (_, formula: string) => {
      tell(line, `The formula ${formula} cannot be shown in an email: say it in words.`)
      return formula.replaceAll(/[\\{}^_]/g, ' ').trim()
    })
