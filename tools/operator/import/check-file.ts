import { normaliseAddress } from '../../../shared/contracts/email-address.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { addressKey } from '../../../shared/store/keys.ts'
import type { OperatorDeps } from '../deps.ts'
import { ImportFile } from './import-file.ts'

/** The effect of an import, and every invalid line. */
export interface ImportCheck {
  /** The SHA-256 of the file. */
  file: string
  people: number
  /** Addresses of known people. Their state stays as it is, even if they have left or bounced. */
  known: number
  bad: readonly { line: number; problems: readonly string[] }[]
  /** Lines that an earlier run of this import has done. */
  doneBefore: number
}

/** Addresses per read of the table. */
const readTogether = 400
const readsUnderWay = 4

/** Shortens a keyed hash: long enough to distinguish millions, with little memory. */
function shortHash(hash: string): number {
  const bytes = Buffer.from(hash, 'base64url')
  return bytes.readUIntBE(0, 6) * 16 + (bytes.readUInt8(6) >> 4)
}

/** Looks up addresses in batches while the file is being read. */
class KnownAddresses {
  count = 0
  readonly #table: OperatorDeps['table']
  #waiting: string[] = []
  readonly #underWay = new Set<Promise<void>>()

  constructor(table: OperatorDeps['table']) {
    this.#table = table
  }

  async ask(hash: string): Promise<void> {
    this.#waiting.push(hash)
    if (this.#waiting.length >= readTogether) await this.#read()
  }

  async end(): Promise<void> {
    await this.#read()
    await Promise.all(this.#underWay)
  }

  async #read(): Promise<void> {
    const keys = this.#waiting.map(addressKey)
    this.#waiting = []
    if (this.#underWay.size >= readsUnderWay) await Promise.race(this.#underWay)
    const read = this.#table.getMany(keys).then(items => {
      this.count += items.length
    })
    const watched = read.finally(() => this.#underWay.delete(watched))
    this.#underWay.add(watched)
  }
}

/**
 * Reads the whole file and returns what an import would do. Changes nothing.
 * @param progress called with the number of lines read
 */
export async function checkFile(
  deps: OperatorDeps,
  path: string,
  journeyId: JourneyId,
  progress: (lines: number) => void,
): Promise<ImportCheck> {
  const addresses = await deps.addresses()
  const file = new ImportFile(path, deps.clock.now())
  const known = new KnownAddresses(deps.table)
  const seen = new Map<number, number>()
  const bad: { line: number; problems: readonly string[] }[] = []
  let people = 0
  for await (const one of file.lines()) {
    if ((people + bad.length) % 1000 === 0) progress(people + bad.length)
    if (one.is === 'wrong') {
      bad.push({ line: one.line, problems: one.problems })
      continue
    }
    const hash = addresses.ofEmail(normaliseAddress(one.person.email))
    const short = shortHash(hash)
    const first = seen.get(short)
    if (first !== undefined) {
      bad.push({ line: one.line, problems: [`has the same address as line ${first}`] })
      continue
    }
    seen.set(short, one.line)
    people += 1
    await known.ask(hash)
  }
  await known.end()
  const digest = file.digest()
  const doneBefore = (await deps.imports.progress(digest, journeyId))?.done ?? 0
  return { file: digest, people, known: known.count, bad, doneBefore }
}
