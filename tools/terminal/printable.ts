import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'

/** A joiner inside an emoji, such as that of a health worker, only affects its look. */
const joinerOfEmoji =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/u

/**
 * Characters that control a terminal or are invisible: controls (C0 except tabs and line breaks, delete, C1), format
 * characters (text direction, joiners, tags), other line separators, blanks that look empty, and unpaired surrogates.
 * Variation selectors only choose a look, so they are kept.
 */
const unseen = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\n\t\ufe00-\ufe0f]]/v

const either = new RegExp(`\r\n|${joinerOfEmoji.source}|(?<unseen>${unseen.source})`, 'gv')

const unitsOf = (sign: string): string =>
  Array.from(
    { length: sign.length },
    (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/** Stands for the escape character in our own formatting. It is random, so that text from outside cannot contain it. */
const ownEscape = randomUUID()

/**
 * Our own formatting in the form that `terminalText` takes.
 * @param text in which only printable text comes from outside
 */
export const ownEscapes = (text: string): string => text.replaceAll('\u001b', ownEscape)

/** The width of a text on a terminal in columns, without our own formatting. */
export const shownLength = (text: string): number =>
  text.includes(ownEscape)
    ? text.replaceAll(new RegExp(`${ownEscape}\\[[\\d;]*m`, 'g'), '').length
    : text.length

/** Text for a terminal: printable, except for our own formatting. */
export const terminalText = (text: string): string => printable(text).replaceAll(ownEscape, '\u001b')

/**
 * Makes text safe to show: characters that control a terminal, or hide or reorder text, become escapes such as
 * `\u202e`. JSON stays equivalent JSON.
 */
export const printable = (text: string): string =>
  text.replaceAll(either, (sign, found: string | undefined) => (found === undefined ? sign : unitsOf(found)))

/** Writes a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`)

/**
 * Writes a line to standard error.
 * @param error printed in full after the line
 */
export const printProblem = (line: string, error?: unknown): void =>
  void process.stderr.write(`${printable(error === undefined ? line : `${line} ${inspect(error)}`)}\n`)
