import type { SourceLine } from './source-line.ts'

/** A line after which another list begins, even if its items have the same marker. */
export const listEnd = '\uE002'

const marker = /^(?:([-*+])|(\d{1,9})([.)]))(?= )/

/** A marker that makes items another list. */
const others: Readonly<Record<string, string>> = { '-': '*', '*': '-', '+': '-', '.': ')', ')': '.' }

/** Gives a list another marker, where it would otherwise continue the list before it. */
export function listsApart(lines: readonly SourceLine[]): SourceLine[] {
  let source: string | undefined
  let written: string | undefined
  return lines.map(({ text, line }) => {
    if (text === listEnd) {
      source = undefined
      return { text: '', line }
    }
    if (text.trim() === '' || /^\s/.test(text)) return { text, line }
    const [, bullet, number = '', delimiter] = marker.exec(text) ?? []
    const own = bullet ?? delimiter
    if (own === undefined || own !== source) written = own === written && own ? others[own] : own
    source = own
    return { text: own === written ? text : text.replace(marker, `${number}${written}`), line }
  })
}

/** Removes the indentation of lines that are in no list, where it would make them code. */
export function withoutStrayIndents(lines: readonly SourceLine[]): SourceLine[] {
  let isList = false
  return lines.map(({ text, line }) => {
    const isDeep = /^(?: {4}|\t)/.test(text)
    const own = isDeep && !isList ? text.trimStart() : text
    if (/^ {0,3}\S/.test(own)) isList = /^ {0,3}(?:[-*+]|\d{1,9}[.)]) /.test(own)
    return { text: own, line }
  })
}
