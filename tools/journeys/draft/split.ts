import type { SourceLine } from './source-line.ts'

/** A part of a page with a heading of its own. */
export interface Section {
  /** Absent before the first heading. */
  heading?: string
  line: number
  lines: SourceLine[]
}

/** Words that most people read in five minutes. */
const wordsInFiveMinutes = 1000

/** How many words lines hold. */
export const countWords = (lines: readonly SourceLine[]): number =>
  lines.reduce(
    (sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).length,
    0,
  )

/** The sections of a page, at its headings of level 2; that of level 1 is its title. */
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

/** Sections put together, in their order, into modules of five minutes; one that is longer is a module by itself. */
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
