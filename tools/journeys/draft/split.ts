import type { SourceLine } from './source-line.ts'

/** A part of a page with its own heading. */
export interface Section {
  /** Absent before the first heading. */
  heading?: string
  line: number
  lines: SourceLine[]
}

/** The number of words that most people read in five minutes. */
const wordsInFiveMinutes = 1000

/** The number of words in lines. */
export const countWords = (lines: readonly SourceLine[]): number =>
  lines.reduce(
    (sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).length,
    0,
  )

/** Splits a page at headings of level 2. The heading of level 1 is its title. */
export function sectionsOf(lines: readonly SourceLine[]): { title?: string; sections: Section[] } {
  const sections: Section[] = [{ line: lines[0]?.line ?? 1, lines: [] }]
  let title: string | undefined
  for (const [at, { text, line }] of lines.entries()) {
    const [, marks = '', rest = ''] = /^(#{1,2}) +(\S.*)$/.exec(text) ?? []
    const words = rest.trimEnd().replace(/(?<! ) +#+$/, '')
    if (marks === '#' && title === undefined) title = words
    else if (marks !== '') sections.push({ heading: words, line, lines: [] })
    else sections.at(-1)?.lines.push(lines[at] ?? { text, line })
  }
  const some = sections.filter(({ heading, lines: own }) => heading !== undefined || countWords(own) > 0)
  return { sections: some, ...(title !== undefined && { title }) }
}

/** Merges consecutive sections into modules of up to five minutes. A longer section is a module by itself. */
export function modulesOf(sections: readonly Section[]): Section[][] {
  const modules: Section[][] = []
  let words = 0
  for (const section of sections) {
    const own = countWords(section.lines)
    words += own
    const last = modules.at(-1)
    if (last && words <= wordsInFiveMinutes) last.push(section)
    else {
      modules.push([section])
      words = own
    }
  }
  return modules
}
