import { inNormalForm } from '../domain/normal-form.ts'

/*
 * Names and roles appear on pages and in the greeting of emails, and a stranger may have typed them. They must not
 * contain anything that a mail program turns into a link.
 */

/** Compatibility forms (Unicode NFKC: `ｅ` is `e`, `．` is `.`), without invisible characters (category Cf). */
const folded = (text: string): string =>
  inNormalForm(text, 'NFKC')
    .replaceAll(/[\p{Cf}\u115f\u1160\u3164\uffa0]/gu, '')
    .replaceAll(/[\u3002\uff61]/g, '.')

/** Letters, marks, spaces, hyphens, apostrophes, full stops, and the middle dots of Catalan and Japanese names. */
const nameSigns = /^[\p{L}\p{M} '’‘ʼ`´.‐‑–·・-]+$/u
/** More combining marks than any script puts on a letter. */
const tooManyMarks = /\p{M}{5}/u
const aLetter = /\p{L}/u
/** A full stop that does not end a word or an initial: `Dr. J.R. Ng` is fine, `dr.ng` would be an address. */
const strayStop = /(?:^|[^\p{L}\p{M}])\.|\.(?!$|[ ‐‑–-]|\p{L}\p{M}*\.)/u
const addressWords = /\b(?:https?|www)\b/i

/** Whether a text may be a person's name, in any script. */
export function isName(text: string): boolean {
  const name = folded(text)
  if (!nameSigns.test(name) || !aLetter.test(name)) return false
  return !tooManyMarks.test(name) && !strayStop.test(name) && !addressWords.test(name)
}

/** `name@`, `scheme:`, `//`, `www.`, `example.org`, `192.0.2.1`: what mail programs turn into links. */
const addressSigns = [
  /[@＠\\]|\/\/|\bwww\b/iu,
  /\b(?:https?|ftp|mailto|tel|sms|data|javascript)\s*:/iu,
  /[\p{L}\p{N}]\p{M}*\.\p{L}\p{M}*\p{L}/u,
  /\d\.\d+\.\d/,
]
/** Nine digits or more, with usual separators. */
const phoneNumber = /(?:\p{Nd}[\s()./–-]{0,3}){9}/u

/** Whether a text contains no web address, email address or telephone number. */
export function hasNoAddress(text: string): boolean {
  const words = folded(text)
  return !addressSigns.some(sign => sign.test(words)) && !phoneNumber.test(words)
}
