import { strictDecoder } from './text-encoding.ts'

/** Why the bytes of a file are not read as text: where it shows first, what it means and what to do. */
export interface NotUtf8 {
  /** Counted from 1, among these bytes. */
  line: number
  message: string
}

const decode = strictDecoder()

/** A byte each, as a character of the same number. */
const asCharacters = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** An end of line: LF, CR LF or, from old Macs, CR alone. */
export const lineEnd = /\r\n?|\n/

const lineOf = (bytes: Uint8Array, isWrong: (line: string) => boolean): number =>
  Math.max(asCharacters(bytes).split(lineEnd).findIndex(isWrong), 0) + 1

const saveAnew =
  'Save it anew as UTF-8 (a spreadsheet calls it "CSV UTF-8", an editor an encoding), and try again.'

/** Of the zeros in text in UTF-16, hardly any stand where the other order of bytes has them. */
const clearly = 10

/** Text in UTF-16 has a zero beside each sign of ASCII. In files that are none at all, zeros stand anywhere. */
function encodingWithZeros(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0]
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if ((even + odd) * clearly < bytes.length) return undefined
  if (odd > even * clearly) return 'UTF-16 LE'
  return even > odd * clearly ? 'UTF-16 BE' : undefined
}

/** Bytes to which Windows-1252 gives no letter (WHATWG Encoding standard, "index windows-1252", leaves them controls). */
const noneOfWindows1252 = /[\x81\x8d\x8f\x90\x9d]/

/** A letter of two bytes or more in UTF-8, which is hardly a word in any encoding of one byte. */
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

/** The replacement character U+FFFD, in UTF-8: whoever saved the file before could not read what stood there. */
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
 * Reads the bytes of a file as UTF-8, strictly: nothing ever becomes a replacement character. A byte order mark is taken off.
 */
export function readUtf8(bytes: Uint8Array): { text: string } | { problem: NotUtf8 } {
  const text = bytes.includes(0) ? undefined : decode(bytes)
  return text === undefined ? { problem: problemOf(bytes) } : { text }
}
