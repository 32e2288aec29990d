import type { Token } from 'markdown-it'
import { type Body, type Inline, inlines } from './inline-text.ts'
import { lintLeftovers } from './lint-leftovers.ts'
import { lintPlaceholders } from './lint-placeholders.ts'
import { readingAge, sentencesIn } from './lint-reading.ts'
import { lintSilent } from './lint-silent.ts'
import { linkAt, parseStrictly } from './markdown.ts'
import { lintPicture } from './pictures.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

const blocks =
  /^(paragraph|heading|bullet_list|ordered_list|list_item|blockquote)_(open|close)$|^(inline|hr)$/

const rejections: Record<string, string> = {
  html_block: 'HTML is not shown in an email; write it in Markdown.',
  html_inline: 'HTML is not shown in an email; write it in Markdown.',
  fence: 'A block of code does not hold on a narrow phone; write it as a list or a quotation.',
  code_block: 'A line that begins with four spaces becomes a block of code; take the spaces away.',
  table_open: 'A table does not hold on a narrow phone; write it as a list.',
}

/**
 * Problems with a body's structure, links, pictures and placeholders.
 * @param names whether it may contain the reader's name.
 */
function lintBody(body: Body, names: boolean): Problem[] {
  const tokens = parseStrictly(body.markdown)
  return [
    ...lintSilent(tokens, body),
    ...lintHeadings(tokens, body),
    ...lintPlaceholders(tokens, body, { names }),
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
  const rejection = rejections[token.type]
  return known || rejection === undefined ? [] : [errorAt(file, line + (token.map?.[0] ?? 0), rejection)]
}

function lintInline(token: Token, line: number, file: string): Problem[] {
  if (token.type === 'html_inline') return [errorAt(file, line, String(rejections['html_inline']))]
  if (token.type === 'image') return lintPicture(token, line, file, isWholeAddress)
  return []
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

/**
 * Reading ages in years. Modules are written for an age of about 12, so that everybody can read them at the end of a
 * night shift.
 */
const hardToRead = { warning: 14, error: 17 } as const

/** All problems of a module's body. */
export function lintModuleBody(body: Body, language: string | undefined): Problem[] {
  if (body.markdown.trim() === '') return [errorAt(body.file, body.line, 'The module has no words.')]
  return [...lintBody(body, true), ...(language?.startsWith('en') === false ? [] : lintReadingAge(body))]
}

function lintReadingAge({ file, markdown, line }: Body): Problem[] {
  const age = readingAge(sentencesIn(parseStrictly(markdown)))
  if (age === undefined || age <= hardToRead.warning) return []
  const message = `Reading age ${Math.round(age)}: shorter sentences and plainer words would bring it to about 12.`
  return [age > hardToRead.error ? errorAt(file, line, message) : warningAt(file, line, message)]
}

/** Problems with the description in `journey.md`, which the sign-up page shows. */
export const lintDescription = (body: Body): Problem[] => [
  ...lintBody(body, false),
  ...Array.from(inlines(parseStrictly(body.markdown), body)).flatMap(({ token, line }) => {
    if (token.type === 'image')
      return [errorAt(body.file, line, 'The sign-up page shows no pictures of journeys; say it in words.')]
    if (!String(token.attrGet('href')).includes('{{reference}}')) return []
    return [
      errorAt(
        body.file,
        line,
        'Who reads this has not signed up, so there is no {{reference}} yet; take it out.',
      ),
    ]
  }),
]

/** Link texts that say nothing when a screen reader lists a page's links. */
const emptyWords =
  /^(click|press|tap|see|read|find out|learn)?\s*(it|here|this|this (link|page|website)|link|more|details|now)[.!]?$/i

/** Problems of the link that begins at a token, if one does. */
function lintLinks({ token, siblings, index, line }: Inline, file: string): Problem[] {
  if (token.type !== 'link_open') return []
  const link = linkAt(siblings, index)
  return [wordsProblem(link.text, link.href), addressProblem(link.href)]
    .filter(message => message !== undefined)
    .map(message => errorAt(file, line, message))
}

function wordsProblem(text: string, href: string): string | undefined {
  if (text === '') return `The link to ${href} has no words.`
  if (emptyWords.test(text)) return `"${text}" does not say where this link leads; name what is there.`
  if (/^(https?:\/\/|www\.)/i.test(text))
    return `The link's words are an address (${text}); name what is there instead.`
  return undefined
}

function addressProblem(href: string): string | undefined {
  if (/^http:/i.test(href)) return `The link ${href} is not encrypted; use its https:// address.`
  if (/^mailto:[^@\s{}]+@[^@\s{}]+$/i.test(href) || /^tel:\+?[\d-]+$/i.test(href)) return undefined
  if (isWholeAddress(href)) return undefined
  return `The link's address "${href}" must be whole and begin with https:// (an email is part of no website).`
}

/** Whether an address leads everybody to one website: no placeholder, name or password before the host. */
function isWholeAddress(address: string): boolean {
  const [, host = ''] = /^https:\/\/([^/?#\\]+)/i.exec(address) ?? []
  return URL.canParse(address) && !/[{}@]/.test(host) && host.slice(1, -1).includes('.')
}
