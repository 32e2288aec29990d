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
    if (token.type === 'text') token.content = named(token.content, env as Rendering)
    if (token.type === 'image') show(token, env as Rendering)
  }
})

/** A picture where it is published, and how large it is shown. */
export interface ShownPicture {
  url: string
  width: number
  height: number
}

/** The published pictures beside a module, by the address under which its text shows them. */
export type ShownPictures = (address: string) => ShownPicture | undefined

/**
 * What becomes of the reader's first name: a slot for it, or nothing of anybody where anybody may read it; and of the
 * pictures beside a module.
 */
type Rendering = {
  slot?: string
  pictures?: ShownPictures
}

const named = (text: string, { slot }: Rendering): string =>
  slot === undefined ? withoutNames(text) : withNameSlots(text, slot)

/** A picture gets its address and its size. That it is decorative is said by its empty description, and no title. */
function show(token: Token, { pictures }: Rendering): void {
  const shown = pictures?.(String(token.attrGet('src') ?? ''))
  if (shown) {
    token.attrSet('src', shown.url)
    token.attrSet('width', String(shown.width))
    token.attrSet('height', String(shown.height))
  }
  if (token.attrGet('title') === 'decorative')
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'title')
}

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
 * @param rendering names nobody if absent.
 */
export const markdownToHtml = (markdown: string, rendering: Rendering = {}): string =>
  parser.render(markdown, rendering)

/** Parses a body for rendering. */
export const parseMarkdown = (markdown: string, rendering: Rendering): Token[] =>
  parser.parse(markdown, rendering)

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
