import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** An address without punctuation that belongs to the sentence. Lengths are bounded to keep it fast. */
const address =
  /(?:(?:https?:\/\/|www\.|mailto:)|\w[\w.+'-]{0,63}@|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\/)\S*[^\s.,;:!?'")\]]/gi

/**
 * Replaces straight quotation marks and double hyphens by typographic ones, and nothing else. (The library's own
 * `replacements` would turn "(c)" into a copyright sign.) Code and addresses are left alone.
 */
export function withTypography(markdown: MarkdownIt): MarkdownIt {
  markdown.set({ typographer: true }).enable('smartquotes').disable('replacements')
  markdown.core.ruler.before('smartquotes', 'addresses', state => eachPassage(state, addressesApart))
  markdown.core.ruler.before('smartquotes', 'dashes', state => eachPassage(state, withDashes))
  return markdown
}

function eachPassage({ tokens }: StateCore, change: (inline: Token[]) => Token[]): void {
  for (const block of tokens) if (block.type === 'inline') block.children = change(block.children ?? [])
}

/** The library joins `text_special` tokens with the rest at the end, after all rules that change text. */
const addressesApart = (inline: Token[]): Token[] =>
  inline.flatMap(token => (token.type === 'text' ? splitAtAddresses(token) : [token]))

function splitAtAddresses(token: Token): Token[] {
  const found = Array.from(token.content.matchAll(address))
  if (found.length === 0) return [token]
  const cuts = [
    0,
    ...found.flatMap(({ 0: text, index }) => [index, index + text.length]),
    token.content.length,
  ]
  return cuts.slice(1).map((end, at) => piece(token, token.content.slice(cuts[at], end), at % 2 === 1))
}

function piece(of: Token, content: string, isAddress: boolean): Token {
  const token: Token = Object.assign(Object.create(Object.getPrototypeOf(of)), of, { content })
  return isAddress ? Object.assign(token, { type: 'text_special' }) : token
}

const withDashes = (inline: Token[]): Token[] => {
  for (const token of inline)
    if (token.type === 'text')
      token.content = token.content
        .replaceAll(/(?<!-)---(?!-)/g, '—')
        .replaceAll(/(?<=^|\s)--(?=\s|$)|(?<=^|[^-\s])--(?=[^-\s]|$)/gm, '–')
  return inline
}
