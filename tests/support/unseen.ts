/** What drives a terminal, hides or turns around text: escape sequences, C1, direction, blanks, halves of a pair, tags. */
export const nasty =
  '\u001b[31mred\u001b]0;title\u0007\u009b2J\u0085\u008d\r\b\u0000\u007f\u202e\u2066\u200b\u00ad\ufeff\u2028\u3164\ud800\u{e0041}'

/** The same without its half of a surrogate pair, which no row and no file in UTF-8 can hold. */
export const nastyAsKept = nasty.replaceAll('\ud800', '')

/**
 * From and to: controls, lines and paragraphs, halves of a pair, and what Unicode 17 lists as of the category Cf or as
 * ignorable by default (UnicodeData.txt, DerivedCoreProperties.txt), but for the signs that choose a variant.
 */
const unseen: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
]

/** Of a text, what no terminal may get. Written otherwise than the code that takes it out: by number. */
export const unseenIn = (text: string): string[] =>
  [...text.replaceAll('\r\n', '\n')].filter(sign => {
    const code = sign.codePointAt(0) ?? 0
    return unseen.some(([from, to]) => code >= from && code <= to)
  })
