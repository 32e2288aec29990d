/** Characters that are looked at: an address with a name before it is far shorter. */
const longest = 1000

/** From the first sign that can be seen to the last: no-break spaces, marks of direction and the like are around it. */
const visible = /[^\s\p{Cf}](?:.*[^\s\p{Cf}])?/su

/** They only say where a line may break, so an address with them is the address without them. */
const breakHints = /[\u00ad\u200b\u2060\ufeff]/g

/** What stands around an address in a text, as a pair. An apostrophe may begin an address, but never ends one. */
const pairs = ['<>', '()', '[]', '""', "''", '“”', '‘’', '«»']

const isIn = (pair: string, text: string): boolean =>
  text.length > 2 && text.startsWith(pair.slice(0, 1)) && text.endsWith(pair.slice(1))

/** `mailto:sam%2Bx@example.org?subject=Hello` (RFC 6068) is `sam+x@example.org`. */
function withoutMailto(text: string): string {
  if (!/^mailto:/i.test(text)) return text
  const address = text.slice('mailto:'.length).split('?', 1)[0] ?? ''
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** `Sam <sam@example.org>` without the name, unless the name is another address: then nobody can know which is meant. */
function withoutName(text: string): string {
  const [, name = '', address] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? []
  if (address === undefined) return text
  const bare = withoutMailto(address)
  return !name.includes('@') || tidied(name) === tidied(bare) ? bare : text
}

/** One layer of what may stand around an address. */
function unwrapped(text: string): string {
  const seen = visible.exec(text)?.[0] ?? ''
  const ended = seen.replace(/(?<![.…])[.,;]$/, '')
  const pair = pairs.find(one => isIn(one, ended))
  return withoutName(withoutMailto(pair === undefined ? ended : ended.slice(1, -1)))
}

/**
 * An address without what came along when it was copied or typed: invisible signs, spaces, brackets, quotation marks, a
 * name, `mailto:`, the full stop of a sentence. Nothing is guessed: a dot at the beginning may stand for a letter that is
 * missing, and several at the end for a part that was cut off, so both stay, to be asked about.
 */
export function tidied(text: string): string {
  if (text.length > longest) return text.trim()
  let tidy = text.replaceAll(breakHints, '')
  for (let layer = 0; layer < 6; layer += 1) tidy = unwrapped(tidy)
  return tidy
}
