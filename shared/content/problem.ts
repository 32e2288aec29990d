/** An error stops publishing. A warning is advice that an author may decide against. */
export type Severity = 'error' | 'warning'

/** Something wrong in an author's file, told so that the author can find it and put it right. */
export type Problem = {
  /** Path inside the journey's folder, such as `trust.md`. */
  file: string
  /** Counted from 1. */
  line: number
  severity: Severity
  message: string
}

/** A problem that keeps a journey from being published. */
export const errorAt = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  severity: 'error',
  message,
})

/** A problem that the author may leave as it is. */
export const warningAt = (file: string, line: number, message: string): Problem => ({
  file,
  line,
  severity: 'warning',
  message,
})

/** Whether anything here keeps the journey from being published. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(problem => problem.severity === 'error')

/** Sorts by file, `journey.md` first, and then by line. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const rank = (file: string) => (file === 'journey.md' ? '' : file)
  return problems.toSorted((a, b) => rank(a.file).localeCompare(rank(b.file)) || a.line - b.line)
}
