import { roundBrackets, squareBrackets } from './brackets.ts'
import { outsideCode } from './code-lines.ts'
import type { SourceLine } from './source-line.ts'

/** The beginning of a line that a line of dashes below makes a heading, and not the end of a list or quotation. */
const words = /^ {0,3}(?!\d+[.)] |\[[^\]]*\]:)(?:[\p{L}\p{N}"'“‘(&[¿¡]|\*\*|__?\S)/u

/** Converts underlined headings, and headings that are indented or glued to their marks, to `## Heading`. */
export const withMarkedHeadings = (lines: readonly SourceLine[]): SourceLine[] =>
  outsideCode(lines, ({ text, line }, at, inDirective) => {
    // Settings of a directive stand between dashes too.
    const [above = '', below = ''] = inDirective ? [] : [lines[at - 1]?.text, lines[at + 1]?.text]
    if (words.test(text) && /^=+\s*$/.test(below)) return [{ text: `# ${text.trim()}`, line }]
    if (words.test(text) && /^-{3,}\s*$/.test(below)) return [{ text: `## ${text.trim()}`, line }]
    if (/^(?:=+|-{3,})\s*$/.test(text) && words.test(above)) return []
    return [
      { text: text.replace(/^ {0,3}(#{2,6})[ \t\u00A0]*(?=[^#\s])|^ {0,3}(#)[ \t\u00A0]+/, '$1$2 '), line },
    ]
  })

const picture = new RegExp(`!${squareBrackets}${roundBrackets}`, 'g')

/** Nests headings without skipping a level, down to the third. Pictures are put below, and headings without text removed. */
export function withOrderedHeadings(lines: readonly SourceLine[]): SourceLine[] {
  const above: { marks: number; level: number }[] = []
  return lines.flatMap(({ text, line }) => {
    const [, marks = '', rest = ''] = /^(#{1,6})(?:\s(.*))?$/.exec(text) ?? []
    if (marks === '') return [{ text, line }]
    const shown = rest.match(picture) ?? []
    const title = (shown.length === 0 ? rest : rest.replaceAll(picture, ''))
      .trim()
      .replace(/(?:^|(?<! ) +)#+$/, '')
    const pictures = shown.flatMap(one => [one, '']).map(one => ({ text: one, line }))
    if (!/[\p{L}\p{N}\p{S}]/u.test(title)) return [{ text: '', line }, ...pictures]
    while ((above.at(-1)?.marks ?? 0) >= marks.length) above.pop()
    const level = Math.min(marks.length, (above.at(-1)?.level ?? (marks === '#' ? 0 : 1)) + 1, 3)
    above.push({ marks: marks.length, level })
    return [
      { text: `${'#'.repeat(level)} ${title}`, line },
      ...(pictures.length > 0 ? [{ text: '', line }, ...pictures] : []),
    ]
  })
}
