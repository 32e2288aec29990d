import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ImportedPerson } from '../../../shared/application/import-learner.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { BrokenCsv, type CsvRow, readCsv } from '../csv/read-csv.ts'
import { utf8Chunks, WrongEncoding } from '../csv/utf8-chunks.ts'
import { withoutGuard } from '../csv/write-csv.ts'
import { whyOf } from '../file-problem.ts'
import { OperatorProblem } from '../problem.ts'
import { type AnyColumn, columns, neededColumns, readPerson, statusColumns } from './person-row.ts'

/** One line of the file: a person, or the problems of the line. */
export type ImportLine = { line: number } & (
  | { is: 'person'; person: ImportedPerson }
  | { is: 'wrong'; problems: readonly string[] }
)

/** Spreadsheets pad rows with empty fields. Fields after the last named column are ignored. */
function withoutEmptyEnd(fields: readonly string[], columns: number): readonly string[] {
  const last = fields.findLastIndex(field => field.trim() !== '')
  return fields.slice(0, Math.max(columns, last + 1))
}

const allColumns: readonly string[] = [...columns, ...statusColumns]

function readHeader(fields: readonly string[]): AnyColumn[] {
  const names = withoutEmptyEnd(fields, 0).map(name => name.trim().toLowerCase())
  const unknown = names.filter(name => !allColumns.includes(name))
  const missing = neededColumns.filter(name => !names.includes(name))
  if (unknown.length === 0 && missing.length === 0 && new Set(names).size === names.length)
    return names as AnyColumn[]
  const found = [
    ...(unknown.length > 0
      ? [`it has columns that nobody knows (${unknown.map(name => name || 'one without a name').join(', ')})`]
      : []),
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
    ...(new Set(names).size < names.length ? ['it has a column twice'] : []),
  ]
  throw new OperatorProblem(
    `The first line does not fit: ${found.join('; ')}. The columns are: ${columns.join(', ')}.`,
  )
}

/** Why a row does not fit its columns. A field that spans lines may have swallowed another person's row. */
function shapeProblem({ misquoted }: CsvRow, fields: readonly string[], header: readonly AnyColumn[]) {
  if (misquoted)
    return 'has a quotation mark in the middle: double it, and put one at each end of the whole field'
  if (fields.length !== header.length) return `has ${fields.length} fields instead of ${header.length}`
  const broken = header.find((_, i) => fields[i]?.trim().includes('\n'))
  return broken && `${broken} runs over several lines: is a quotation mark missing, or a line break too many?`
}

async function* hashed(
  stream: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    hash.update(chunk)
    yield chunk
  }
}

function explain(error: unknown, path: string): never {
  const { code } = error as { code?: string }
  if (error instanceof BrokenCsv) throw new OperatorProblem(`${path} is no CSV file. ${error.message}`)
  if (error instanceof WrongEncoding)
    throw new OperatorProblem(`${path}, line ${error.line}: ${error.message}`)
  if (code === 'ENOENT') throw new OperatorProblem(`There is no file ${path}.`)
  if (code === 'EISDIR') throw new OperatorProblem(`${path} cannot be read: ${whyOf({ code })}.`)
  throw error
}

/** A file of people, read line by line, whatever its size. */
export class ImportFile {
  readonly #path: string
  readonly #now: Instant
  readonly #hash = createHash('sha256')

  /** @param now a later consent is invalid */
  constructor(path: string, now: Instant) {
    this.#path = path
    this.#now = now
  }

  /** @throws OperatorProblem if the file as a whole is invalid */
  async *lines(): AsyncGenerator<ImportLine> {
    const stream = createReadStream(this.#path, { highWaterMark: 256 * 1024 })
    let header: AnyColumn[] | undefined
    try {
      for await (const row of readCsv(utf8Chunks(hashed(stream, this.#hash)))) {
        if (header) yield { line: row.line, ...this.#read(header, row) }
        else header = readHeader(row.fields)
      }
    } catch (error) {
      explain(error, this.#path)
    } finally {
      stream.destroy()
    }
    if (!header) throw new OperatorProblem(`${this.#path} is empty.`)
  }

  /** The file's SHA-256, once it has been read to its end. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  #read(header: readonly AnyColumn[], row: CsvRow) {
    const fields = withoutEmptyEnd(row.fields, header.length)
    const problem = shapeProblem(row, fields, header)
    if (problem !== undefined) return { is: 'wrong' as const, problems: [problem] }
    return readPerson(
      Object.fromEntries(header.map((name, i) => [name, withoutGuard(fields[i] ?? '')])),
      this.#now,
    )
  }
}
