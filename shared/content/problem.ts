/** An error stops publishing. A warning is advice that an author may decide against. */
export type Severity = 'error' | 'warning'

/** A problem in an author's file, with where it is and how to fix it. */
export type Problem = {
  /** Path inside the journey's folder, such as `trust.md`. */
  file: string
  /** Counted from 1. */
  line: number
  severity: Severity
  message: string
}

/** A problem that prevents publishing. */
export const errorAt = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  severity: 'error',
  message,
})

/** Advice that the author may ignore. */
export const warningAt = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  severity: 'warning',
  message,
})

/** Whether any problem prevents publishing. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(problem => problem.severity === 'error')

/** Sorts by file, `journey.md` first, and then by line. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const rank = (file: string) => (file === 'journey.md' ? '' : file)
  return problems.toSorted((a, b) => rank(a.file).localeCompare(rank(b.file)) || a.line - b.line)
}
