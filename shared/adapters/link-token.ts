/** In characters: many times a token. */
const longest = 4000

/** How many candidates are looked at, so that no text costs more than so many signatures. */
const max = 4

/**
 * `1.<key id>.<payload>.<HMAC-SHA256>`, the last of them 43 characters of base64url: what follows is not of it. Marks of
 * Markdown and full stops around it are somebody else's, as is `3D`, the equals sign of quoted-printable.
 */
const token = /^(?:3D)?[._-]*(1\.[\w-]+\.[\w-]+\.[\w-]{43})[._-]*$/i

/** What mail programs break long lines with: spaces, the `=` of quoted-printable, soft hyphens, signs of no width. */
const breaks = /[=\s\u00ad\u200b-\u200d\u2060\ufeff]+/g

const percent = /%([2-7][0-9a-f])/gi

const candidates = (text: string): string[] =>
  text.split(/[^\w.-]+/).flatMap(piece => token.exec(piece)?.[1] ?? [])

/**
 * The tokens that a text may hold, as mail programs and people hand them on: with a full stop behind, in brackets or
 * quotation marks, broken over lines, encoded once too often, with half of the sentence that they stood in. Which of
 * them is one, if any, is for its signature to say.
 * @returns at most four.
 */
export function tokensIn(text: string): string[] {
  const start = text.slice(0, longest)
  const decoded = start.replace(percent, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [...new Set([...candidates(decoded), ...candidates(decoded.replace(breaks, ''))])].slice(0, max)
}
