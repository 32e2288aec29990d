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
  const notes: { name: string; line: number; words: string[] }[] = []
  const links = new Definitions<{ name: string; address: string }>()
  const fences = new CodeFences()
  let note: string[] | undefined
  const kept = lines.filter(({ text, line }, at) => {
    if (note === undefined && fences.isCode(text)) return true
    const [, name, words = ''] = footnote.exec(text) ?? []
    if (name !== undefined) {
      note = [words]
      notes.push({ name, line, words: note })
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
      if (address.length <= longestAddress) links.define(nameOfLink(link), line, { name: link, address })
      else
        tell(line, `The address of [${link}] is longer than ${longestAddress} characters, and is left out.`)
    }
    return short === undefined && link === undefined
  })
  const footnotes = new Definitions<string>()
  for (const { name, line, words } of notes) footnotes.define(name, line, inOneSentence(words))
  return {
    lines: kept,
    references: {
      footnotes: {
        take(name) {
          const found = footnotes.take(name)
          return found && { words: found.value, isFirst: found.isFirst }
        },
      },
      links: { get: name => links.take(nameOfLink(name))?.value.address },
    },
    unused() {
      footnotes.unused((line, name, words) =>
        tell(line, `Nothing refers to the footnote [^${name}], and it is left out: “${words}”.`),
      )
      links.unused((line, _, { name, address }) =>
        tell(line, `Nothing refers to [${name}]: ${address}, and it is left out.`),
      )
    },
  }
}

/** What a page defines by name, and which of it the text refers to. Of two with the same name the first counts. */
class Definitions<T> {
  readonly #all = new Map<string, { line: number; value: T }>()
  readonly #taken = new Set<string>()

  define(name: string, line: number, value: T): void {
    this.#all.set(this.#all.has(name) ? `${name} (line ${line})` : name, { line, value })
  }

  take(name: string): { value: T; isFirst: boolean } | undefined {
    const isFirst = !this.#taken.has(name)
    this.#taken.add(name)
    const found = this.#all.get(name)
    return found && { value: found.value, isFirst }
  }

  /** Calls back for each definition that the text does not refer to. */
  unused(report: (line: number, name: string, value: T) => void): void {
    for (const [name, { line, value }] of this.#all) if (!this.#taken.has(name)) report(line, name, value)
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
