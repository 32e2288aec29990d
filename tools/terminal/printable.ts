import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'

/** A joiner within an emoji, such as that of a health worker, is part of its look, and does nothing else. */
const joinerOfEmoji =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/u

/**
 * Signs that do something, or show as nothing: controls (C0 but for tabs and ends of lines, delete, C1), format characters
 * (those that turn the direction of writing, joiners, tags), other separators of lines, blanks that look like nothing,
 * and halves of a surrogate pair. Variation selectors only choose a look.
 */
const unseen = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\n\t\ufe00-\ufe0f]]/v

const either = new RegExp(`\r\n|${joinerOfEmoji.source}|(?<unseen>${unseen.source})`, 'gv')

const unitsOf = (sign: string): string =>
  Array.from(
    { length: sign.length },
    (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/** Stands for the escape sign in our own formatting. Nothing from outside can hold it, since nobody can guess it. */
const ownEscape = randomUUID()

/** Our own formatting as it goes through `terminalText`. @param text with nothing from outside but what is printable. */
export const ownEscapes = (text: string): string => text.replaceAll('\u001b', ownEscape)

/** How many columns a text takes on a terminal, without our own formatting. */
export const shownLength = (text: string): number =>
  text.includes(ownEscape)
    ? text.replaceAll(new RegExp(`${ownEscape}\\[[\\d;]*m`, 'g'), '').length
    : text.length

/** What goes to a terminal: printable, but for our own formatting. */
export const terminalText = (text: string): string => printable(text).replaceAll(ownEscape, '\u001b')

/**
 * Text from anywhere as a terminal or a file may show it: what would drive a terminal, or hide or turn around what is
 * shown, stands there as `\u202e`. JSON stays the same JSON by it.
 */
export const printable = (text: string): string =>
  text.replaceAll(either, (sign, found: string | undefined) => (found === undefined ? sign : unitsOf(found)))

/** Writes a line to standard output. */
export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`)

/** Writes a line to standard error. @param error shown whole behind it. */
export const printProblem = (line: string, error?: unknown): void =>
  void process.stderr.write(`${printable(error === undefined ? line : `${line} ${inspect(error)}`)}\n`)
