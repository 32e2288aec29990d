import { CodeFences } from './code-lines.ts'
import type { References } from './inline-context.ts'
import { nameOfLink } from './inline-links.ts'
import type { SourceLine, Tell } from './source-line.ts'

/** The maximal length of an address, in characters. */
const longestAddress = 2000

const footnote = /^ {0,3}\[\^([^\]\s]+)\]:\s*(.*)$/
const abbreviation = /^ {0,3}\*\[([^\]]+)\]:\s*(.*)$/
const definition = /^ {0,3}\[([^\]^]+)\]:\s*<?(\S+?)>?(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$/

/** Removes the definitions of links, footnotes and abbreviations from the lines. */
export function withoutReferences(
  lines: readonly SourceLine[],
  tell: Tell,
): { lines: SourceLine[]; references: References; unused: () => void } {
  const footnotes = new Map<string, { line: number; words: string[] }>()
  const links = new Map<string, string>()
  const fences = new CodeFences()
  let note: string[] | undefined
  const kept = lines.filter(({ text, line }, at) => {
    if (note === undefined && fences.isCode(text)) return true
    const [, name, words = ''] = footnote.exec(text) ?? []
    if (name !== undefined) {
      note = [words]
      footnotes.set(name, { line, words: note })
      return false
    }
    if (note !== undefined && goesOn(lines, at)) {
      note.push(text.trim())
      return false
    }
    note = undefined
    const [, short, long = ''] = abbreviation.exec(text) ?? []
    if (short !== undefined)
      tell(line, `${short} is short for “${long}”: say so in the text where it stands first.`)
    const [, link, address = ''] = definition.exec(text) ?? []
    if (link !== undefined && address.length <= longestAddress) links.set(nameOfLink(link), address)
    return short === undefined && link === undefined
  })
  const said = new Footnotes(footnotes)
  return { lines: kept, references: { footnotes: said, links }, unused: () => said.report(tell) }
}

/** The footnotes of a page, and which of them its text refers to. */
class Footnotes {
  readonly #all: ReadonlyMap<string, { line: number; words: string }>
  readonly #taken = new Set<string>()

  constructor(all: ReadonlyMap<string, { line: number; words: readonly string[] }>) {
    this.#all = new Map(
      Array.from(all, ([name, { line, words }]) => [name, { line, words: inOneSentence(words) }]),
    )
  }

  take(name: string): { words: string; isFirst: boolean } | undefined {
    const note = this.#all.get(name)
    const isFirst = !this.#taken.has(name)
    this.#taken.add(name)
    return note && { words: note.words, isFirst }
  }

  /** Reports the footnotes that the text does not refer to. */
  report(tell: Tell): void {
    for (const [name, { line }] of this.#all)
      if (!this.#taken.has(name)) tell(line, `Nothing refers to the footnote [^${name}], and it is left out.`)
  }
}

/** Whether a line belongs to the footnote above it: it is indented, or is empty before such a line. */
function goesOn(lines: readonly SourceLine[], at: number): boolean {
  const isIndented = (text = '') => /^(?: {2,}|\t)\S/.test(text)
  const text = lines[at]?.text
  return isIndented(text) || (text?.trim() === '' && isIndented(lines[at + 1]?.text))
}

/** A footnote's text, without footnotes of its own, or the full stop at its end. */
const inOneSentence = (words: readonly string[]): string =>
  words
    .filter(one => one !== '')
    .join(' ')
    .replaceAll(/\[\^[^[\]\s]{1,200}\]/g, '')
    .replace(/\.$/, '')
