import type { SourceLine, Tell } from './source-line.ts'

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

/** Whether lines hold anything but headings. */
const holdSomething = (lines: readonly SourceLine[]): boolean =>
  lines.some(({ text }) => !/^#{1,6} /.test(text) && (/!\[/.test(text) || /[\p{L}\p{N}\p{S}]/u.test(text)))

/** Splits a page at headings of level 2. The heading of level 1 is its title. Reports sections that hold nothing, and removes them. */
export function sectionsOf(
  lines: readonly SourceLine[],
  tell: Tell,
): { title?: SourceLine; sections: Section[] } {
  const sections: Section[] = [{ line: lines[0]?.line ?? 1, lines: [] }]
  let title: SourceLine | undefined
  for (const [at, { text, line }] of lines.entries()) {
    const [, marks = '', words = ''] = /^(#{1,2}) (\S.*)$/.exec(text) ?? []
    if (marks === '#' && title === undefined) title = { text: words, line }
    else if (marks !== '') sections.push({ heading: words, line, lines: [] })
    else sections.at(-1)?.lines.push(lines[at] ?? { text, line })
  }
  const some = sections.filter(({ heading, line, lines: own }) => {
    const kept = holdSomething(own)
    const headings = own.flatMap(({ text }) => /^#{1,6} (.+)$/.exec(text)?.slice(1) ?? [])
    const left = [...(heading === undefined ? [] : [heading]), ...headings]
    if (!kept && left.length > 0) tell(line, `“${left.join('”, “')}” has nothing below it, and is left out.`)
    return kept
  })
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
