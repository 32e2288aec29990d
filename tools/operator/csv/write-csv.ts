import { printable } from '../../terminal/printable.ts'

/** What a spreadsheet takes for a formula, in full width too (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** A field that a spreadsheet shows as it is: what looks like a formula is made text by an apostrophe. */
function field(value: string | number): string {
  const text =
    typeof value === 'number' ? String(value) : printable(formula.test(value) ? `'${value}` : value)
  return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One row of a CSV file, with its end of line (RFC 4180). Numbers are ours and stay as they are. */
export const csvRow = (values: readonly (string | number)[]): string => `${values.map(field).join(',')}\r\n`
