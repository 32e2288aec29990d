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
  const links = new Links()
  const fences = new CodeFences()
  let note: string[] | undefined
  const kept = lines.filter(({ text, line }, at) => {
    if (note === undefined && fences.isCode(text)) return true
    const [, name, words = ''] = footnote.exec(text) ?? []
    if (name !== undefined) {
      note = [words]
      footnotes.set(firstOf(footnotes, name, line), { line, words: note })
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
    if (link !== undefined) {
      if (address.length <= longestAddress) links.define(link, address, line)
      else
        tell(line, `The address of [${link}] is longer than ${longestAddress} characters, and is left out.`)
    }
    return short === undefined && link === undefined
  })
  const said = new Footnotes(footnotes)
  return {
    lines: kept,
    references: { footnotes: said, links },
    unused: () => {
      said.report(tell)
      links.report(tell)
    },
  }
}

/** The key of a definition: of two with the same name the first counts, and nothing refers to the other. */
const firstOf = (all: ReadonlyMap<string, unknown>, name: string, line: number): string =>
  all.has(name) ? `${name} (line ${line})` : name

/** The links that a page defines, and which of them its text refers to. */
class Links {
  readonly #all = new Map<string, { line: number; name: string; address: string }>()
  readonly #taken = new Set<string>()

  define(name: string, address: string, line: number): void {
    this.#all.set(firstOf(this.#all, nameOfLink(name), line), { line, name, address })
  }

  get(name: string): string | undefined {
    const key = nameOfLink(name)
    this.#taken.add(key)
    return this.#all.get(key)?.address
  }

  /** Reports the links that the text does not refer to. */
  report(tell: Tell): void {
    for (const [key, { line, name, address }] of this.#all)
      if (!this.#taken.has(key)) tell(line, `Nothing refers to [${name}]: ${address}, and it is left out.`)
  }
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
    for (const [name, { line, words }] of this.#all)
      if (!this.#taken.has(name))
        tell(line, `Nothing refers to the footnote [^${name}], and it is left out: “${words}”.`)
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
