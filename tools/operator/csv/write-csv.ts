import { type Options, stringify } from 'csv-stringify/sync'
import { printable } from '../../terminal/printable.ts'

/** What a spreadsheet takes for a formula, in full width too (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** A field as it was before it was made text. */
export const withoutGuard = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text

const options: Options = {
  record_delimiter: 'windows',
  // Without it, only CR LF would be put in quotation marks, and a lone LF would end a row.
  quote_record_delimiter: true,
  // Spreadsheets of some languages divide by semicolons.
  quoted_match: [/;/],
  cast: { string: text => printable(formula.test(text) ? `'${text}` : text) },
}

/**
 * One row of a CSV file, with its end of line (RFC 4180). What looks like a formula is made text by an apostrophe; numbers
 * are ours and stay as they are.
 */
export const csvRow = (values: readonly (string | number)[]): string => stringify([values], options)
