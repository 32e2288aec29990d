import type { Insert } from '../../../shared/web/html.ts'
import type { Style } from '../command/style.ts'
import type { ExitCode } from '../problem.ts'

/** A part of a page: a paragraph, a table, or a link to another page of the console. */
export type Block =
  | string
  | { caption: string; columns: readonly string[]; rows: readonly (readonly Insert[])[] }
  | { path: string; words: string }

/** What came of an operation: for programs, for a terminal, and for a page. */
export interface Outcome {
  value: unknown
  lines: (style: Style) => readonly string[]
  exitCode?: ExitCode
  /** The heading of its page. */
  title?: string
  /** Its page; the lines if absent. */
  blocks?: readonly Block[]
}
