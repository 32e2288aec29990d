import { escapeHtml } from '../../web/html.ts'

/** Line breaks, as any mail program may understand them. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/**
 * Characters that are invisible and at which Gmail cuts an email off (github.com/hteumeuleu/email-bugs, 41): control
 * characters and lone surrogates.
 */
const unprintable = /[[\p{Cc}\p{Cs}]--\t]/gv

/**
 * The lines of a typed text, as an email may contain them. Characters that an email cannot contain become U+FFFD.
 * Directional formatting is closed at the end of each line (Unicode Standard Annex 9, P1).
 */
const linesOf = (typed: string): string[] =>
  typed.split(lineEnd).map(line => line.replaceAll(unprintable, '\ufffd'))

/** Typed text as HTML. */
export const typedAsHtml = (typed: string): string => linesOf(typed).map(escapeHtml).join('<br>')

/** Typed text as quoted plain text, so that no line looks like part of the email itself. */
export const typedAsQuote = (typed: string): string =>
  linesOf(typed)
    .map(line => `> ${line}`)
    .join('\n')
