/** A line of somebody else's course, and where it stood. */
export interface SourceLine {
  text: string
  /** In its file, from 1. */
  line: number
}

/** Something that a person must decide, and about which line of the course. */
export interface Decision {
  /** The file, as it is called in the course. */
  file: string
  line: number
  message: string
}

/** Tells what is to be decided about a line. */
export type Tell = (line: number, message: string) => void

/** Lines of a text, counted from the one that it begins on. */
export const linesOf = (text: string, from = 1): SourceLine[] =>
  text.split(/\r?\n/).map((words, at) => ({ text: words, line: from + at }))
