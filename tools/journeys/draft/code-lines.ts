import type { SourceLine } from './source-line.ts'

const fence = /^[\s>]*(`{3,}|~{3,})([^`]*)$/

/** Finds blocks of code while lines are read one after the other. */
export class CodeFences {
  #open: string | undefined

  /** Whether a line is code, or a fence around it. */
  isCode(text: string): boolean {
    const [, sign, rest = ''] = fence.exec(text) ?? []
    if (this.#open === undefined) {
      this.#open = sign
      return sign !== undefined
    }
    if (sign?.startsWith(this.#open) && rest.trim() === '') this.#open = undefined
    return true
  }
}

/** Converts each line that is no code. */
export function outsideCode(
  lines: readonly SourceLine[],
  convert: (line: SourceLine, at: number) => SourceLine[],
): SourceLine[] {
  const fences = new CodeFences()
  return lines.flatMap((line, at) => (fences.isCode(line.text) ? [line] : convert(line, at)))
}
