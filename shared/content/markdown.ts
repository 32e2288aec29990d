import MarkdownIt, { type Token } from 'markdown-it'
import { withAuthorPlaceholders, withNameSlots, withoutNames } from './placeholders.ts'
import { withTypography } from './typography.ts'

/**
 * The Markdown that authors write. An author's placeholder in a link's address stays as it is; the rest of an address
 * is encoded by markdown-it, and one of a kind that is unsafe in a page (`javascript:`) is not made a link.
 * What lint refuses is no Markdown here: it stays words, in the HTML and in the text alike.
 */
const parser = withTypography(new MarkdownIt({ html: false, linkify: false }))
parser.disable(['table', 'code', 'fence'])
parser.core.ruler.push('placeholders', ({ tokens, env }) => {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type === 'link_open')
      token.attrSet('href', withAuthorPlaceholders(String(token.attrGet('href') ?? '')))
    if (token.type === 'text') token.content = named(token.content, env as Naming)
  }
})

/** What becomes of the reader's first name: a slot for it, or nothing of anybody where anybody may read it. */
type Naming = {
  slot?: string
}

const named = (text: string, { slot }: Naming): string =>
  slot === undefined ? withoutNames(text) : withNameSlots(text, slot)

/**
 * The same, but strict: it tells raw HTML, every link, whatever its address, and the lines that say where links lead, so
 * that lint can refuse them. What stands behind a backslash stays apart from the words (`text_special`).
 */
const strictParser = new MarkdownIt({ html: true, linkify: false })
strictParser.normalizeLink = address => address
strictParser.validateLink = () => true
strictParser.core.ruler.disable(['strip_references', 'text_join'])
strictParser.core.ruler.after('block', 'definitions', ({ tokens, env }) => {
  for (const { type, meta } of tokens)
    if (type === 'reference_definition' && meta) meta['href'] = env.references?.[String(meta['label'])]?.href
})

/** Quotation marks and dashes alone. */
const typesetter = withTypography(new MarkdownIt('zero'))

/** Words without any formatting, with the quotation marks and dashes that a body gets too. */
export const typeset = (text: string): string =>
  plainText(typesetter.parseInline(text, {})[0]?.children ?? [])

/**
 * A body as HTML: headings, paragraphs, lists, quotations, links and pictures; no styles, classes or scripts.
 * @param naming names nobody if absent.
 */
export const markdownToHtml = (markdown: string, naming: Naming = {}): string =>
  parser.render(markdown, naming)

/** Parses a body for rendering. */
export const parseMarkdown = (markdown: string, naming: Naming): Token[] => parser.parse(markdown, naming)

/** Parses a body for checking. */
export const parseStrictly = (markdown: string): Token[] => strictParser.parse(markdown, {})

/** The words of inline tokens, without their formatting; a picture counts with its description. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
      return token.type === 'image' ? plainText(token.children ?? []) : token.content
    })
    .join('')
}

/** Where a link leads, and its words. */
export type Link = { href: string; text: string }

/** The link that begins with one of the tokens inside a passage. */
export function linkAt(tokens: readonly Token[], index: number): Link {
  let end = index
  while (end < tokens.length && tokens[end]?.type !== 'link_close') end++
  return {
    href: String(tokens[index]?.attrGet('href') ?? ''),
    text: plainText(tokens.slice(index + 1, end)).trim(),
  }
}
