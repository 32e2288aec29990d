/** How a file divides its fields, and its text as far as it has been looked at. */
export interface CsvDialect {
  delimiter: string
  /** The text, with an empty line in place of one that only names the delimiter. */
  text: string
}

/** What spreadsheets write, by language and by choice. */
const delimiters = [',', ';', '\t']

/** A first line for spreadsheets alone: `sep=;`, filled up with delimiters where it was saved again. */
const namesDelimiter = /^"?sep=([^"\w])"?[,;\t]*$/i

/** Whether a line holds nothing but delimiters and blanks. */
export const isBlank = (line: string): boolean => !/[^\s,;"]/.test(line)

/** Whether the start of a file reaches beyond the line that tells how it divides its fields. */
export const tellsDialect = (start: string): boolean =>
  start
    .split('\n')
    .slice(0, -1)
    .some(line => !isBlank(line))

/** How often each stands in the header tells: names of columns hold none of them. */
function delimiterIn(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best))
}

/** Tells a file's dialect by the first line that is not blank. @param start with `\n` alone as end of line. */
export function dialectOf(start: string): CsvDialect {
  const first = start.split('\n').find(line => !isBlank(line)) ?? ''
  const [, named] = namesDelimiter.exec(first) ?? []
  if (named === undefined) return { delimiter: delimiterIn(first), text: start }
  return { delimiter: named, text: start.replace(first, '') }
}
