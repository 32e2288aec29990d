import { escapeHtml } from '../../web/html.ts'

/** Ends of lines, as any mail reader may take them. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/**
 * Signs that nobody sees, and at which Gmail cuts an email off (github.com/hteumeuleu/email-bugs, 41): controls, and halves
 * of a pair.
 */
const unprintable = /[[\p{Cc}\p{Cs}]--\t]/gv

/**
 * What somebody typed, line by line, as an email may hold it. In place of a sign that cannot stand in one is the sign for
 * that. Each line ends whatever turned the direction of writing in it (Unicode Standard Annex 9, P1).
 */
const linesOf = (typed: string): string[] =>
  typed.split(lineEnd).map(line => line.replaceAll(unprintable, '\ufffd'))

/** The same as HTML. */
export const typedAsHtml = (typed: string): string => linesOf(typed).map(escapeHtml).join('<br>')

/** The same as text that is quoted, so that no line of it passes for the email's own. */
export const typedAsQuote = (typed: string): string =>
  linesOf(typed)
    .map(line => `> ${line}`)
    .join('\n')
