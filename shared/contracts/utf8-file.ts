import { strictDecoder } from './text-encoding.ts'

/** Why a file is not UTF-8 text: the first place, what it means, and what to do. */
export interface NotUtf8 {
  /** Counted from 1 within these bytes. */
  line: number
  message: string
}

const decode = strictDecoder()

/** Bytes as a string with a character for each byte. */
const asCharacters = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** A line break: LF, CR LF or, from old Macs, CR. */
export const lineEnd = /\r\n?|\n/

const lineOf = (bytes: Uint8Array, isWrong: (line: string) => boolean): number =>
  Math.max(asCharacters(bytes).split(lineEnd).findIndex(isWrong), 0) + 1

const saveAnew =
  'Save it anew as UTF-8 (a spreadsheet calls it "CSV UTF-8", an editor an encoding), and try again.'

/**
 * A file is taken for UTF-16 if at least one byte in this many is zero, and one of the two byte positions has this
 * many times more zeros than the other.
 */
const clearly = 10

/** Recognises UTF-16 by the zero next to each ASCII character. Binary files have zeros anywhere. */
function encodingWithZeros(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if ((even + odd) * clearly < bytes.length) return undefined
  if (odd > even * clearly) return 'UTF-16 LE'
  return even > odd * clearly ? 'UTF-16 BE' : undefined
}

/** Bytes that Windows-1252 does not assign (WHATWG Encoding standard, "index windows-1252", maps them to controls). */
const noneOfWindows1252 = /[\x81\x8d\x8f\x90\x9d]/

/** The start of a UTF-8 sequence of two bytes or more, which hardly occurs in texts of single-byte encodings. */
const utf8Letter = /[\xc3-\xf4][\x80-\xbf]/

function wordsOnLetters(bytes: Uint8Array): string {
  const characters = asCharacters(bytes)
  if (utf8Letter.test(characters))
    return 'The rest of the file is UTF-8 and this line is not: type its letters anew, and try again.'
  const encoding = noneOfWindows1252.test(characters)
    ? 'an older encoding, of a Mac or of DOS'
    : 'Windows-1252 (Latin-1)'
  return `The file is not UTF-8, it looks like ${encoding}. ${saveAnew}`
}

const inUtf16 = (encoding: string): NotUtf8 => ({
  line: 1,
  message: `The file is not UTF-8, it looks like ${encoding}, which spreadsheets call "Unicode text". ${saveAnew}`,
})

/** The replacement character U+FFFD in UTF-8: an earlier program could not decode the character here. */
const replaced = '\xef\xbf\xbd'
const lostLetter = 'A letter was lost here when the file was saved before (�): type it anew, and try again.'

function problemOf(bytes: Uint8Array): NotUtf8 {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return inUtf16('UTF-16 LE')
  if (first === 0xfe && second === 0xff) return inUtf16('UTF-16 BE')
  if (bytes.includes(0)) {
    const encoding = encodingWithZeros(bytes)
    if (encoding !== undefined) return inUtf16(encoding)
    const line = lineOf(bytes, one => one.includes('\0'))
    return {
      line,
      message: 'The file is no text: it holds zeros. A workbook, for example, is saved as CSV first.',
    }
  }
  const isNoUtf8 = (one: string) => decode(Buffer.from(one, 'latin1')) === undefined
  const line = lineOf(bytes, isNoUtf8)
  const isLost = asCharacters(bytes).split(lineEnd)[line - 1]?.includes(replaced)
  return { line, message: isLost ? lostLetter : wordsOnLetters(bytes) }
}

/**
 * Decodes UTF-8 strictly, without replacement characters. A byte order mark is removed.
 * @returns the text, or the first problem.
 */
export function readUtf8(bytes: Uint8Array): { text: string } | { problem: NotUtf8 } {
  const text = bytes.includes(0) ? undefined : decode(bytes)
  return text === undefined ? { problem: problemOf(bytes) } : { text }
}
