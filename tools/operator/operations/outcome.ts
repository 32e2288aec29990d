import type { Insert } from '../../../shared/web/html.ts'
import type { Style } from '../command/style.ts'
import type { ExitCode } from '../problem.ts'

/** A block of a page: a paragraph, a table, or a link to another page of the console. */
export type Block =
  | string
  | { caption: string; columns: readonly string[]; rows: readonly (readonly Insert[])[] }
  | { path: string; words: string }

/** The outcome of an operation: for programs, for a terminal, and for a page. */
export interface Outcome {
  value: unknown
  lines: (style: Style) => readonly string[]
  exitCode?: ExitCode
  /** The page's heading. */
  title?: string
  /** The page's content; absent: the lines. */
  blocks?: readonly Block[]
}
