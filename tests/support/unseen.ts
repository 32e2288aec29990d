/** What drives a terminal, hides or turns around text: escape sequences, C1, direction, blanks, halves of a pair, tags. */
export const nasty =
  '\u001b[31mred\u001b]0;title\u0007\u009b2J\u0085\u008d\r\b\u0000\u007f\u202e\u2066\u200b\u00ad\ufeff\u2028\u3164\ud800\u{e0041}'

/** Of a text, what no terminal may get. Written otherwise than the code that takes it out: by number. */
export const unseenIn = (text: string): string[] =>
  [...text.replaceAll('\r\n', '\n')].filter(sign => {
    const code = sign.codePointAt(0) ?? 0
    if (sign === '\n' || sign === '\t') return false
    return (
      code < 0x20 ||
      (code >= 0x7f && code < 0xa0) ||
      code === 0xad ||
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x2028 && code <= 0x202e) ||
      (code >= 0x2060 && code <= 0x206f) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      [0x3164, 0xfeff].includes(code) ||
      (code >= 0xe0000 && code <= 0xe0fff)
    )
  })
