import { inNormalForm } from '../domain/normal-form.ts'

/*
 * What people say of themselves is shown on pages and greets them in emails, and a stranger may have typed it in their
 * name. So it must not hold anything that a mail program makes a link of.
 */

/** Compatibility forms (Unicode NFKC: `ｅ` is `e`, `．` is `.`), without signs that nobody sees (category Cf). */
const folded = (text: string): string =>
  inNormalForm(text, 'NFKC')
    .replaceAll(/[\p{Cf}\u115f\u1160\u3164\uffa0]/gu, '')
    .replaceAll(/[\u3002\uff61]/g, '.')

/** Letters, marks, spaces, hyphens, apostrophes, full stops, and the dots within Catalan and Japanese names. */
const nameSigns = /^[\p{L}\p{M} '’‘ʼ`´.‐‑–·・-]+$/u
/** More marks than any script puts on a letter. */
const tooManyMarks = /\p{M}{5}/u
const aLetter = /\p{L}/u
/** A full stop ends a word or an initial, as in `Dr. J.R. Ng`; `dr.ng` would be an address. */
const strayStop = /(?:^|[^\p{L}\p{M}])\.|\.(?!$|[ ‐‑–-]|\p{L}\p{M}*\.)/u
const addressWords = /\b(?:https?|www)\b/i

/** Whether this can be somebody's name, in any script. */
export function isName(text: string): boolean {
  const name = folded(text)
  if (!nameSigns.test(name) || !aLetter.test(name)) return false
  return !tooManyMarks.test(name) && !strayStop.test(name) && !addressWords.test(name)
}

/** `name@`, `scheme:`, `//`, `www.`, `example.org`, `192.0.2.1`: what mail programs take for an address. */
const addressSigns = [
  /[@＠\\]|\/\/|\bwww\b/iu,
  /\b(?:https?|ftp|mailto|tel|sms|data|javascript)\s*:/iu,
  /[\p{L}\p{N}]\p{M}*\.\p{L}\p{M}*\p{L}/u,
  /\d\.\d+\.\d/,
]
/** Nine digits or more, with whatever people put between them. */
const phoneNumber = /(?:\p{Nd}[\s()./–-]{0,3}){9}/u

/** Whether these words hold no web address, email address or telephone number. */
export function hasNoAddress(text: string): boolean {
  const words = folded(text)
  return !addressSigns.some(sign => sign.test(words)) && !phoneNumber.test(words)
}
