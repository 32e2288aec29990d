import type { Token } from 'markdown-it'
import { textWidth, wrap } from '../texts/wrap.ts'
import { parseMarkdown, plainText } from './markdown.ts'

/** Collected while rendering: the addresses of links and pictures, and how a language describes a picture. */
type Gathering = { urls: string[]; picture: (description: string) => string }

/**
 * Renders Markdown as plain text, wrapped. Texts of links and pictures stay in place and get a number; the address
 * follows below their block on a line of its own, so that no mail program breaks it.
 */
export const markdownToText = (
  markdown: string,
  picture: Gathering['picture'],
  rendering: Parameters<typeof parseMarkdown>[1],
): string => blocksToText(parseMarkdown(markdown, rendering), textWidth, { urls: [], picture }).join('\n\n')

function blocksToText(tokens: readonly Token[], width: number, gathering: Gathering): string[] {
  return outermost(tokens).map(({ token, inner }) => blockToText(token, inner, width, gathering))
}

/** The top-level blocks, each with its content. */
function outermost(tokens: readonly Token[]): { token: Token; inner: readonly Token[] }[] {
  const level = tokens[0]?.level
  return tokens.flatMap((token, at) => {
    if (token.level !== level || token.nesting === -1) return []
    const end = tokens.findIndex((other, index) => index > at && other.level === level)
    return [{ token, inner: token.nesting === 1 ? tokens.slice(at + 1, end) : [] }]
  })
}

function blockToText(token: Token, inner: readonly Token[], width: number, gathering: Gathering): string {
  switch (token.type) {
    case 'heading_open':
      return withAddresses(inner, gathering, text => underlined(text, '-'))
    case 'blockquote_open':
      return indented(blocksToText(inner, width - 2, gathering).join('\n\n'), '> ', '> ')
    case 'bullet_list_open':
    case 'ordered_list_open':
      return listToText(token, inner, width, gathering)
    case 'hr':
      return '* * *'
    default:
      return withAddresses(inner, gathering, text => wrapLines(text, width))
  }
}

function listToText(list: Token, inner: readonly Token[], width: number, gathering: Gathering): string {
  const first = Number(list.attrGet('start') ?? 1)
  const paragraph = inner.find(({ type }) => type === 'paragraph_open')
  const gap = paragraph?.hidden ? '\n' : '\n\n'
  const items = outermost(inner).map((item, index) => {
    const mark = list.type === 'ordered_list_open' ? `${first + index}. ` : '- '
    const text = blocksToText(item.inner, width - mark.length, gathering).join(gap)
    return indented(text, mark, ' '.repeat(mark.length))
  })
  return items.join(gap)
}

/** A block's text, followed by the addresses that it numbers. */
function withAddresses(
  inner: readonly Token[],
  gathering: Gathering,
  layOut: (text: string) => string,
): string {
  const before = gathering.urls.length
  const text = layOut(inlineToText(inner, gathering))
  const addresses = gathering.urls.slice(before).map((url, index) => `[${before + index + 1}] ${url}`)
  return [text, ...addresses].join('\n')
}

const wrapLines = (text: string, width: number): string =>
  text
    .split('\n')
    .map(line => wrap(line, width))
    .join('\n')

function inlineToText(inner: readonly Token[], gathering: Gathering): string {
  let href: unknown
  return inner
    .flatMap(token => token.children ?? [])
    .map(token => {
      if (token.type === 'link_open') href = token.attrGet('href')
      return wordsOf(token, href, gathering)
    })
    .join('')
}

/** @param href the address of the link that contains the token. */
function wordsOf(token: Token, href: unknown, { urls, picture }: Gathering): string {
  const numbered = (words: string, url: unknown) => `${words} [${urls.push(String(url))}]`
  switch (token.type) {
    case 'softbreak':
      return ' '
    case 'hardbreak':
      return '\n'
    case 'image':
      return pictureInWords(token, numbered, picture)
    case 'link_close':
      return numbered('', href)
    default:
      return token.content
  }
}

/** A decorative picture has no text. */
function pictureInWords(
  token: Token,
  numbered: (words: string, url: unknown) => string,
  picture: Gathering['picture'],
): string {
  const description = plainText(token.children ?? [])
  return description === '' ? '' : numbered(picture(description), token.attrGet('src'))
}

/** A heading: text over a line of the given sign, as long as the text's longest line. */
export function underlined(text: string, sign: string): string {
  const wrapped = wrap(text)
  return `${wrapped}\n${sign.repeat(Math.max(...wrapped.split('\n').map(line => line.length)))}`
}

/** Puts `first` before the first line and `rest` before each other line that is not empty. */
export const indented = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : (rest + line).trimEnd()))
    .join('\n')
