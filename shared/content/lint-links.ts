import type { Inline } from './inline-text.ts'
import { linkAt } from './markdown.ts'
import { errorAt, type Problem } from './problem.ts'

/** Words that say nothing about where a link leads to somebody who hears a list of a mail's links read out. */
const emptyWords =
  /^(click|press|tap|see|read|find out|learn)?\s*(it|here|this|this (link|page|website)|link|more|details|now)[.!]?$/i

/** What is wrong with the link that begins with a token, if one does. */
export function lintLinks({ token, siblings, index, line }: Inline, file: string): Problem[] {
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

/** Whether this leads to one website for everybody: neither a placeholder nor a name and password stand before it. */
export function isWholeAddress(address: string): boolean {
  const [, host = ''] = /^https:\/\/([^/?#\\]+)/i.exec(address) ?? []
  return URL.canParse(address) && !/[{}@]/.test(host) && host.slice(1, -1).includes('.')
}
