import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ImportedPerson } from '../../../shared/application/import-learner.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { BrokenCsv, readCsv } from '../csv/read-csv.ts'
import { OperatorProblem } from '../problem.ts'
import { type Column, columns, neededColumns, readPerson } from './person-row.ts'

/** One line of the file: a person, or what is wrong with it. */
export type ImportLine = { line: number } & (
  | { is: 'person'; person: ImportedPerson }
  | { is: 'wrong'; problems: readonly string[] }
)

function readHeader(fields: readonly string[]): Column[] {
  const names = fields.map(name => name.trim().toLowerCase())
  const unknown = names.filter(name => !(columns as readonly string[]).includes(name))
  const missing = neededColumns.filter(name => !names.includes(name))
  if (unknown.length === 0 && missing.length === 0 && new Set(names).size === names.length)
    return names as Column[]
  const found = [
    ...(unknown.length > 0 ? [`it has columns that nobody knows (${unknown.join(', ')})`] : []),
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
    ...(new Set(names).size < names.length ? ['it has a column twice'] : []),
  ]
  throw new OperatorProblem(
    `The first line does not fit: ${found.join('; ')}. The columns are: ${columns.join(', ')}.`,
  )
}

async function* hashed(
  stream: AsyncIterable<string>,
  hash: { update(text: string): unknown },
): AsyncGenerator<string> {
  for await (const chunk of stream) {
    hash.update(chunk)
    yield chunk
  }
}

function explain(error: unknown, path: string): never {
  const { code } = error as { code?: string }
  if (error instanceof BrokenCsv) throw new OperatorProblem(`${path} is no CSV file. ${error.message}`)
  if (code === 'ENOENT') throw new OperatorProblem(`There is no file ${path}.`)
  if (code === 'EISDIR' || code === 'EACCES') throw new OperatorProblem(`${path} cannot be read (${code}).`)
  throw error
}

/** A file of people, read line by line, however long it is. */
export class ImportFile {
  readonly #path: string
  readonly #now: Instant
  readonly #hash = createHash('sha256')

  /** @param now consent is not of the future. */
  constructor(path: string, now: Instant) {
    this.#path = path
    this.#now = now
  }

  /** @throws OperatorProblem when the file as a whole will not do. */
  async *lines(): AsyncGenerator<ImportLine> {
    const stream = createReadStream(this.#path, { encoding: 'utf8', highWaterMark: 256 * 1024 })
    let header: Column[] | undefined
    try {
      for await (const { line, fields } of readCsv(hashed(stream, this.#hash))) {
        if (header) yield { line, ...this.#read(header, fields) }
        else header = readHeader(fields)
      }
    } catch (error) {
      explain(error, this.#path)
    } finally {
      stream.destroy()
    }
    if (!header) throw new OperatorProblem(`${this.#path} is empty.`)
  }

  /** The file's identity, once it has been read to its end. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  #read(header: readonly Column[], fields: readonly string[]) {
    if (fields.length !== header.length) {
      const problems = [`has ${fields.length} fields instead of ${header.length}`]
      return { is: 'wrong' as const, problems }
    }
    return readPerson(Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ''])), this.#now)
  }
}
