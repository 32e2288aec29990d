import MarkdownIt, { type Token } from 'markdown-it'
import { withAuthorPlaceholders, withNameSlots, withoutNames } from './placeholders.ts'
import { withTypography } from './typography.ts'

/**
 * The Markdown that authors write. An author's placeholder in a link's address stays as it is; markdown-it encodes
 * the rest, and makes no link of unsafe addresses (`javascript:`). Syntax that the linter refuses is not supported:
 * it stays text, in HTML and plain text alike.
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

/** A published picture and its displayed size. */
export interface ShownPicture {
  url: string
  width: number
  height: number
}

/** The published pictures of a module, by the address in its text. */
export type ShownPictures = (address: string) => ShownPicture | undefined

/** How to render the reader's first name (a placeholder, or the substitute on public pages) and the module's pictures. */
type Rendering = {
  slot?: string
  pictures?: ShownPictures
}

const named = (text: string, { slot }: Rendering): string =>
  slot === undefined ? withoutNames(text) : withNameSlots(text, slot)

/** Sets a picture's address and size. A decorative picture has an empty description and no title. */
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
 * A strict parser for the linter: it keeps raw HTML, every link whatever its address, and link definitions, so that
 * these can be refused. Escaped characters stay separate tokens (`text_special`).
 */
const strictParser = new MarkdownIt({ html: true, linkify: false })
strictParser.normalizeLink = address => address
strictParser.validateLink = () => true
strictParser.core.ruler.disable(['strip_references', 'text_join'])
strictParser.core.ruler.after('block', 'definitions', ({ tokens, env }) => {
  for (const { type, meta } of tokens)
    if (type === 'reference_definition' && meta) meta['href'] = env.references?.[String(meta['label'])]?.href
})

/** Quotation marks and dashes only. */
const typesetter = withTypography(new MarkdownIt('zero'))

/** Words without any formatting, with the quotation marks and dashes that a body gets too. */
export const typeset = (text: string): string =>
  plainText(typesetter.parseInline(text, {})[0]?.children ?? [])

/**
 * A body as HTML: headings, paragraphs, lists, quotations, links and pictures; no styles, classes or scripts.
 * @param rendering without it, no name is inserted.
 */
export const markdownToHtml = (markdown: string, rendering: Rendering = {}): string =>
  parser.render(markdown, rendering)

/** Parses a body for rendering. */
export const parseMarkdown = (markdown: string, rendering: Rendering): Token[] =>
  parser.parse(markdown, rendering)

/** Parses a body for checking. */
export const parseStrictly = (markdown: string): Token[] => strictParser.parse(markdown, {})

/** The text of inline tokens without formatting; a picture counts with its description. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
      return token.type === 'image' ? plainText(token.children ?? []) : token.content
    })
    .join('')
}

/** A link's address and text. */
export type Link = { href: string; text: string }

/** The link that begins at a token of a passage. */
export function linkAt(tokens: readonly Token[], index: number): Link {
  let end = index
  while (end < tokens.length && tokens[end]?.type !== 'link_close') end++
  return {
    href: String(tokens[index]?.attrGet('href') ?? ''),
    text: plainText(tokens.slice(index + 1, end)).trim(),
  }
}
