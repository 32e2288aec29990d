import { type Options, stringify } from 'csv-stringify/sync'
import { printable } from '../../terminal/printable.ts'

/** The beginnings that spreadsheets take for a formula, including full-width ones (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** Removes the apostrophe that was added to a field. */
export const withoutGuard = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text

const options: Options = {
  record_delimiter: 'windows',
  // Without this option, only CR LF would be quoted, and a lone LF would end a row.
  quote_record_delimiter: true,
  // Spreadsheets of some languages use semicolons as delimiters.
  quoted_match: [/;/],
  cast: { string: text => printable(formula.test(text) ? `'${text}` : text) },
}

/**
 * One row of a CSV file with its line break (RFC 4180). An apostrophe turns what looks like a formula into text;
 * numbers are ours and stay as they are.
 */
export const csvRow = (values: readonly (string | number)[]): string => stringify([values], options)
