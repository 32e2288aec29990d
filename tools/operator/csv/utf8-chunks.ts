import { lineEnd, type NotUtf8, readUtf8 } from '../../../shared/contracts/utf8-file.ts'

/** A file that is not in UTF-8. */
export class WrongEncoding extends Error {
  override name = 'WrongEncoding'
  readonly line: number

  constructor({ line, message }: NotUtf8) {
    super(message)
    this.line = line
  }
}

/** The end of the last complete character and line break. The bytes after it may belong to the next chunk. */
function wholeCharacters(bytes: Uint8Array): number {
  const last = bytes.findLastIndex(byte => (byte & 0xc0) !== 0x80)
  const begins = bytes[last]
  const isOpen = begins !== undefined && (begins === 0x0d || begins >= 0xc0)
  // No character is longer than four bytes (RFC 3629).
  return isOpen && bytes.length - last < 4 ? last : bytes.length
}

/**
 * Decodes a file strictly as UTF-8, chunk by chunk.
 * @throws WrongEncoding with the line of the first invalid bytes
 */
export async function* utf8Chunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Uint8Array = new Uint8Array()
  let linesBefore = 0
  const read = (bytes: Uint8Array): string => {
    const one = readUtf8(bytes)
    if ('problem' in one) throw new WrongEncoding({ ...one.problem, line: linesBefore + one.problem.line })
    linesBefore += one.text.split(lineEnd).length - 1
    return one.text
  }
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([held, chunk])
    const end = wholeCharacters(bytes)
    held = bytes.subarray(end)
    yield read(bytes.subarray(0, end))
  }
  yield read(held)
}
