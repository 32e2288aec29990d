/** A row of a CSV file. */
export interface CsvRow {
  /** The line in which it begins, from 1. */
  line: number
  fields: string[]
}

/** A row may be so long; beyond, a quotation mark was surely never closed. */
const longestRow = 64 * 1024

/** A file that is no CSV. Its message says where. */
export class BrokenCsv extends Error {
  override name = 'BrokenCsv'
}

/** Takes characters one after the other, and gives rows out when they are whole (RFC 4180). */
class RowReader {
  readonly #separator: string
  #line = 1
  #begins = 1
  #fields: string[] = []
  #field = ''
  #size = 0
  #state: 'plain' | 'quoted' | 'after-quote' = 'plain'

  constructor(separator: string) {
    this.#separator = separator
  }

  *take(text: string): Generator<CsvRow> {
    for (const char of text) {
      if (char === '\n') this.#line += 1
      this.#size += 1
      if (this.#size > longestRow)
        throw new BrokenCsv(
          `The row that begins in line ${this.#begins} never ends: is a quotation mark missing?`,
        )
      if (this.#state === 'quoted') this.#quoted(char)
      else if (char === '\n') yield* this.#endRow()
      else this.#plain(char)
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#state === 'quoted')
      throw new BrokenCsv(`The quotation mark that opens in the row of line ${this.#begins} is never closed.`)
    if (this.#field !== '' || this.#fields.length > 0) yield* this.#endRow()
  }

  #quoted(char: string): void {
    if (char === '"') this.#state = 'after-quote'
    else this.#field += char
  }

  #plain(char: string): void {
    if (char === '"' && this.#state === 'after-quote') {
      this.#field += '"'
      this.#state = 'quoted'
    } else if (char === '"' && this.#field === '') this.#state = 'quoted'
    else if (char === this.#separator) this.#endField()
    else if (char !== '\r') this.#field += char
  }

  #endField(): void {
    this.#fields.push(this.#field)
    this.#field = ''
    this.#state = 'plain'
  }

  *#endRow(): Generator<CsvRow> {
    this.#endField()
    const fields = this.#fields
    const line = this.#begins
    this.#fields = []
    this.#begins = this.#line
    this.#size = 0
    if (fields.length > 1 || fields[0] !== '') yield { line, fields }
  }
}

/** Spreadsheets of some languages write semicolons: the header tells. */
const separatorIn = (start: string): string => {
  const [header = ''] = start.split('\n')
  return header.includes(';') && !header.includes(',') ? ';' : ','
}

const byteOrderMark = '\ufeff'

/**
 * Reads a CSV file as it comes, row by row; empty lines are left out.
 * @throws BrokenCsv where it is none.
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  let reader: RowReader | undefined
  let start = ''
  for await (const chunk of chunks) {
    if (reader) {
      yield* reader.take(chunk)
      continue
    }
    start += chunk
    if (!start.includes('\n')) continue
    reader = new RowReader(separatorIn(start))
    yield* reader.take(start.startsWith(byteOrderMark) ? start.slice(1) : start)
  }
  if (!reader) {
    reader = new RowReader(separatorIn(start))
    yield* reader.take(start.startsWith(byteOrderMark) ? start.slice(1) : start)
  }
  yield* reader.end()
}
