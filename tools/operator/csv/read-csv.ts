import { pipeline, Readable } from 'node:stream'
import { CsvError, type Info, type Options, parse } from 'csv-parse'

/** How a file separates its fields, and the text read so far. */
interface CsvDialect {
  delimiter: string
  /** The text; a first line `sep=` is replaced by an empty line. */
  text: string
}

/** The delimiters of spreadsheets, which depend on language and settings. */
const delimiters = [',', ';', '\t']

/** A first line for spreadsheets only: `sep=;`, padded with delimiters if it was saved again. */
const namesDelimiter = /^"?sep=([^"\w])"?[,;\t]*$/i

/** Whether a line has only delimiters and blanks. */
export const isBlank = (line: string): boolean => !/[^\s,;"]/.test(line)

/** Whether the start of a file reaches beyond the line that shows its delimiter. */
const tellsDialect = (start: string): boolean =>
  start
    .split('\n')
    .slice(0, -1)
    .some(line => !isBlank(line))

/** The most frequent delimiter of the header, because names of columns contain none. */
function delimiterIn(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best))
}

/**
 * Detects a file's dialect by the first line that is not blank.
 * @param start with `\n` as the only line break
 */
function dialectOf(start: string): CsvDialect {
  const first = start.split('\n').find(line => !isBlank(line)) ?? ''
  const [, named] = namesDelimiter.exec(first) ?? []
  if (named === undefined) return { delimiter: delimiterIn(first), text: start }
  return { delimiter: named, text: start.replace(first, '') }
}

/** A row of a CSV file. */
export interface CsvRow {
  /** The number of the row's first line, from 1. */
  line: number
  fields: string[]
  /** Text follows a closing quotation mark, so the end of the field is unclear. */
  misquoted: boolean
}

/** The longest row, in characters. Beyond that, a quotation mark was probably never closed. */
const longestRow = 64 * 1024

/** A file that is not valid CSV. The message names the line. */
export class BrokenCsv extends Error {
  override name = 'BrokenCsv'
}

/** Converts line breaks (LF, CR LF or, from old Macs, CR) to `\n`. */
async function* withOneLineEnd(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const chunk of chunks) {
    const text = held + chunk
    // The other half of a line break, or of a surrogate pair, may come next.
    held = /[\r\ud800-\udbff]$/.exec(text)?.[0] ?? ''
    yield text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n')
  }
  yield held.replace('\r', '\n')
}

/** Reads the beginning, as far as the dialect needs it. */
async function startOf(text: AsyncGenerator<string>): Promise<string> {
  let start = ''
  while (!tellsDialect(start) && start.length <= longestRow) {
    const { value, done } = await text.next()
    if (done) break
    start += value
  }
  return start
}

async function* followedBy(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}

function explain(error: unknown, line: number): never {
  if (!(error instanceof CsvError)) throw error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    throw new BrokenCsv(`The quotation mark that opens in the row of line ${line} is never closed.`)
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    throw new BrokenCsv(`The row that begins in line ${line} never ends: is a quotation mark missing?`)
  throw error
}

/** A record of the CSV parser. */
interface Parsed {
  record: string[]
  info: Info
  raw: string
}

/** Whether a field was read literally, with its quotation marks, because they make no sense. */
const isMisquoted = (field: string, raw: string): boolean =>
  field.startsWith('"') && !raw.includes(`"${field.replaceAll('"', '""')}"`)

/** Counts lines during parsing, because the parser fails before the reader has seen all earlier rows. */
class RowMaker {
  line = 1

  make({ record, info, raw }: Parsed): CsvRow | undefined {
    const { line } = this
    this.line = info.lines + 1
    if (record.every(isBlank)) return undefined
    return { line, fields: record, misquoted: record.some(field => isMisquoted(field, raw)) }
  }
}

/**
 * Reads a CSV file as a stream, row by row (RFC 4180), without empty rows. The delimiter is a comma, a semicolon, a
 * tab, or the character that a first line `sep=` names.
 * @throws BrokenCsv if the file is not valid CSV
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const rest = withOneLineEnd(chunks)
  const { delimiter, text } = dialectOf(await startOf(rest))
  const rows = new RowMaker()
  const options: Options<CsvRow, Parsed> = {
    delimiter,
    record_delimiter: '\n',
    max_record_size: longestRow,
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    raw: true,
    on_record: parsed => rows.make(parsed),
  }
  // The library's types allow rows of another shape only if it names the columns.
  const parser = parse(options as unknown as Options)
  pipeline(Readable.from(followedBy(text, rest)), parser, () => {
    // Whoever iterates the parser gets the source's errors.
  })
  try {
    yield* parser as AsyncIterable<CsvRow>
  } catch (error) {
    explain(error, rows.line)
  }
}
