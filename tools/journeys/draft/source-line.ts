import { lineEnd } from '../../../shared/contracts/utf8-file.ts'

/** A line of a course, with its position. */
export interface SourceLine {
  text: string
  /** The line number in its file, from 1. */
  line: number
}

/** A decision left to a person, with its line in the course. */
export interface Decision {
  /** The file's path in the course. */
  file: string
  line: number
  message: string
}

/** Reports a decision about a line. */
export type Tell = (line: number, message: string) => void

/**
 * Splits a text into lines, without a byte order mark.
 * @param from the number of its first line
 */
export const linesOf = (text: string, from = 1): SourceLine[] =>
  text
    .replace(/^\uFEFF+/, '')
    .replaceAll(/[\uE000-\uE002]/g, '')
    .split(lineEnd)
    .map((words, at) => ({ text: words, line: from + at }))
