import type { SourceLine } from './source-line.ts'

/** A fence, perhaps in a list or quotation. */
const fence = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}|~{3,})([^`]*)$/

const codeDirectives =
  /^(?:code|code-block|code-cell|sourcecode|prompt|parsed-literal|r|python|bash|sh|sql|julia|js|javascript|ojs|dot)$/i

/** Whether a directive of MyST, or a chunk of a notebook, holds code. */
export const isCodeDirective = (name: string): boolean => codeDirectives.test(name)

const isDirective = (info: string): boolean => {
  const [, name] = /^\s*\{([\w:+-]+)\}/.exec(info) ?? []
  return name !== undefined && !isCodeDirective(name)
}

/** Finds blocks of code while lines are read one after the other. Directives of MyST have the same fences, and hold text. */
export class CodeFences {
  readonly #open: { fence: string; isCode: boolean }[] = []

  /** Whether the lines that follow are in a directive, or in code. */
  get isOpen(): boolean {
    return this.#open.length > 0
  }

  /** Whether a line is code, or a fence around it. */
  isCode(text: string): boolean {
    const [, sign, info = ''] = fence.exec(text) ?? []
    const last = this.#open.at(-1)
    if (sign === undefined) return last?.isCode ?? false
    if (last && sign.startsWith(last.fence) && info.trim() === '') {
      this.#open.pop()
      return last.isCode
    }
    if (last?.isCode) return true
    this.#open.push({ fence: sign, isCode: !isDirective(info) })
    return !isDirective(info)
  }
}

/** Converts each line that is no code. */
export function outsideCode(
  lines: readonly SourceLine[],
  convert: (line: SourceLine, at: number, inDirective: boolean) => SourceLine[],
): SourceLine[] {
  const fences = new CodeFences()
  return lines.flatMap((line, at) => (fences.isCode(line.text) ? [line] : convert(line, at, fences.isOpen)))
}
