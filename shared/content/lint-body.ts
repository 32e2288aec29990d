import type { Token } from 'markdown-it'
import type { Body } from './body.ts'
import { inlines } from './inline-text.ts'
import { lintLeftovers } from './lint-leftovers.ts'
import { isWholeAddress, lintLinks } from './lint-links.ts'
import { lintPlaceholders } from './lint-placeholders.ts'
import { lintSilent } from './lint-silent.ts'
import { parseStrictly, plainText } from './markdown.ts'
import { errorAt, type Problem } from './problem.ts'

const blocks =
  /^(paragraph|heading|bullet_list|ordered_list|list_item|blockquote)_(open|close)$|^(inline|hr)$/

const refusals: Record<string, string> = {
  html_block: 'HTML is not shown in an email; write it in Markdown.',
  html_inline: 'HTML is not shown in an email; write it in Markdown.',
  fence: 'A block of code does not hold on a narrow phone; write it as a list or a quotation.',
  code_block: 'A line that begins with four spaces becomes a block of code; take the spaces away.',
  table_open: 'A table does not hold on a narrow phone; write it as a list.',
}

/** Everything wrong with a body's structure, links, pictures and placeholders. */
export function lintBody(body: Body): Problem[] {
  const tokens = parseStrictly(body.markdown)
  return [
    ...lintSilent(tokens, body),
    ...lintHeadings(tokens, body),
    ...lintPlaceholders(tokens, body),
    ...lintLeftovers(tokens, body),
    ...tokens.flatMap(token => lintBlock(token, body)),
    ...Array.from(inlines(tokens, body)).flatMap(inline => [
      ...lintInline(inline.token, inline.line, body.file),
      ...lintLinks(inline, body.file),
    ]),
  ]
}

function lintBlock(token: Token, { file, line }: Body): Problem[] {
  const known = blocks.test(token.type)
  const rejection = refusals[token.type]
  return known || rejection === undefined ? [] : [errorAt(file, line + (token.map?.[0] ?? 0), rejection)]
}

function lintInline(token: Token, line: number, file: string): Problem[] {
  if (token.type === 'html_inline') return [errorAt(file, line, String(refusals['html_inline']))]
  if (token.type === 'image') return lintImage(token, line, file)
  return []
}

function lintImage(token: Token, line: number, file: string): Problem[] {
  const address = String(token.attrGet('src') ?? '')
  return [
    ...(plainText(token.children ?? []).trim() === ''
      ? [
          errorAt(
            file,
            line,
            `The picture ${address} has no description: write ![what it shows](${address}).`,
          ),
        ]
      : []),
    ...(isWholeAddress(address)
      ? []
      : [errorAt(file, line, `The picture's address "${address}" must be whole and begin with https://.`)]),
  ]
}

/** The title is the heading of level 1, so a body begins with level 2 and skips none on the way down. */
function lintHeadings(tokens: readonly Token[], { file, line }: Body): Problem[] {
  let above = 1
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return []
    const at = line + (token.map?.[0] ?? 0)
    const level = Number(token.tag.slice(1))
    const skipped = level > above + 1
    const marks = '#'.repeat(above + 1)
    above = level === 1 ? above : level
    return [
      ...(level === 1
        ? [errorAt(file, at, 'The title is the only heading of level 1; begin this one with ##.')]
        : []),
      ...(skipped ? [errorAt(file, at, `This heading skips a level; begin it with ${marks}.`)] : []),
      ...(tokens[index + 1]?.content.trim() ? [] : [errorAt(file, at, 'This heading has no words.')]),
    ]
  })
}
