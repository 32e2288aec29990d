import { attributeIn, inOneWord } from './brackets.ts'
import type { Step } from './inline-context.ts'

/** The longest footnote that can be put into a sentence in brackets, in characters. */
const longestNote = 1000

export const withFootnotes: Step = (text, line, { references: { footnotes }, tell }) =>
  text
    .replaceAll(/\^\[((?:[^[\]]|\[[^[\]]{0,500}\]){1,1000})\]/g, (_, note: string) => {
      tell(line, `The footnote “${note}” stands in brackets now: see whether the sentence bears it.`)
      return ` (${note.trim().replace(/\.$/, '')})`
    })
    .replaceAll(/\[\^([^[\]\s]{1,200})\]/g, (sign, name: string) => {
      const note = footnotes.take(name)
      tell(line, reportOf(sign, note))
      return note?.isFirst && note.words.length <= longestNote ? ` (${note.words})` : ''
    })

function reportOf(sign: string, note: { words: string; isFirst: boolean } | undefined): string {
  if (note === undefined) return `${sign} leads to no footnote and is left out.`
  if (note.words.length > longestNote)
    return `The footnote ${sign} is too long for a sentence and is left out: say in the text what matters.`
  return note.isFirst
    ? `The footnote ${sign} stands in brackets now: see whether the sentence bears it.`
    : `The footnote ${sign} stands in brackets where it came first, and is left out here.`
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

export const withSigns: Step = (text, line, { tell }) =>
  text.replaceAll(
    /( ?)(?<![a-zA-Z0-9:])(:[a-z+][a-z0-9_+-]*:)(?![a-zA-Z0-9:])( ?)/g,
    (_, before: string, sign: string, after: string) => {
      const found = Object.hasOwn(signs, sign.slice(1, -1)) ? signs[sign.slice(1, -1)] : undefined
      if (found === undefined) tell(line, `${sign} is a picture on some websites, and is left out.`)
      if (found !== undefined) return `${before}${found}${after}`
      return before && after
    },
  )

export const withNames: Step = (text, line, { tell }) =>
  text.replaceAll(/\*\|F?NAME\|\*|\{\{?\s*(?:user\.)?(?:first_?name|name)\s*\}?\}/gi, sign => {
    tell(line, `${sign} was somebody's name: it is their first name here, and “friend” for who gave none.`)
    return '{{firstName|friend}}'
  })

/** Tags of Liquid, shortcodes of Hugo, snippets of MkDocs. A match attempt stops at the next opening tag. */
const shortcode =
  /\{%(?:(?!\{[%{]).){0,1000}?%\}|\{\{(?!firstName\|friend\}\})(?:(?!\{[%{]).){0,1000}?\}\}|-{1,3}8<-{1,3}(?: +"[^"]{0,500}")?|\{::[^{}]{0,500}\}|\{:\/[^{}]{0,500}\}/g

/** Removes shortcodes, but for a picture that one shows. */
export const withoutShortcodes: Step = (text, line, { tell }) =>
  text.replaceAll(shortcode, sign => {
    const src = /^\{\{[<%]\s*(?:figure|image|img)\b/.test(sign) ? attributeIn(sign, 'src') : undefined
    if (src !== undefined) {
      const shows = ['alt', 'caption', 'title'].map(name => attributeIn(sign, name)).find(Boolean) ?? ''
      return `![${shows.replaceAll(/[[\]]/g, '')}](${inOneWord(src)})`
    }
    tell(line, `${sign} did something on its website, and is left out.`)
    return ''
  })

/** Links and embedded files of a wiki: `[[Page|words]]`, `![[picture.png]]` (Obsidian). */
export const withoutWikiLinks: Step = (text, line, { tell }) =>
  text.replaceAll(
    /(!?)\[\[([^[\]|]{1,500})(?:\\?\|([^[\]]{0,500}))?\]\]/g,
    (_, embeds: string, page: string, said?: string) => {
      const name = page.trim().replace(/^#/, '')
      if (embeds !== '' && /\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)$/i.test(name))
        return `![${/^[\dx]*$/.test(said ?? '') ? '' : said}](${inOneWord(name)})`
      const words = said?.trim() || name.replaceAll('#', ' – ')
      tell(
        line,
        `“${words}” ${embeds === '' ? 'led to' : 'showed'} the page ${name} of the course, which emails do not know.`,
      )
      return words
    },
  )

/** The words of a formula, without its marks. */
export const inWords = (formula: string): string => formula.replaceAll(/[\\{}^_]/g, ' ').trim()

/** Formulas between `$$`; between `$`, if it holds a mark of a formula. */
const formula = /\$\$([^$\n]{1,500})\$\$|\$(?!\s)(?=[^$\n]{0,500}[\\^_])([^$\n]{0,499}[^$\s])\$(?!\d)/g

/** Attributes in curly brackets: a class, an id or a value, or anything behind a colon (kramdown). */
const inBrackets = String.raw`\{(?::|\s{0,9}[.#][\w-]|\s{0,9}[\w-]{1,50}=["'])[^{}]{0,1000}\}`
const attributes = new RegExp(String.raw`\s{0,9}${inBrackets}`, 'g')
const span = new RegExp(String.raw`\[([^[\]]{1,500})\]${inBrackets}`, 'g')

export const withoutMarks: Step = (text, line, { tell }) =>
  text
    .replaceAll(/==([^=\s][^=]*)==/g, '**$1**')
    .replaceAll(span, '$1')
    .replaceAll(attributes, '')
    // The id of a block (Obsidian).
    .replaceAll(/(?<=\S)\s\^[\w-]{1,50}$/g, '')
    .replaceAll(formula, (_, display: string | undefined, inline: string | undefined) => {
      const found = display ?? inline ?? ''
      tell(line, `The formula ${found} cannot be shown in an email: say it in words.`)
      return inWords(found)
    })
