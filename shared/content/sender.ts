/** The longest encoded word in a header, in characters, and the bytes that fit into one with base64. */
const wordLength = 75
const [begin, end] = ['=?UTF-8?B?', '?=']
const bytesInWord = Math.floor((wordLength - begin.length - end.length) / 4) * 3

/**
 * A sender for the From header (RFC 5322; RFC 2047 for names beyond ASCII, which SES does not encode itself, unlike
 * subjects: Amazon SES v2 API reference, SendEmail, FromEmailAddress).
 */
export function fromHeader({ name, address }: { name: string; address: string }): string {
  if (/[^ -~]|=\?/.test(name)) return `${encodedWords(name)} <${address}>`
  return /^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(name) ? `${name} <${address}>` : `"${name}" <${address}>`
}

/** RFC 2047, section 2: words of at most 75 characters, none of which ends inside a character. */
function encodedWords(text: string): string {
  const words: Buffer[] = [Buffer.alloc(0)]
  for (const sign of text) {
    const bytes = Buffer.from(sign, 'utf8')
    const last = words.at(-1) ?? bytes
    if (last.length + bytes.length > bytesInWord) words.push(bytes)
    else words[words.length - 1] = Buffer.concat([last, bytes])
  }
  return words.map(word => `${begin}${word.toString('base64')}${end}`).join(' ')
}
