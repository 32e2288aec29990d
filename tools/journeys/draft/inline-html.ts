import type { Step } from './inline-context.ts'
import { hostOf } from './inline-links.ts'

/** Converts HTML tags to Markdown where possible. The others are removed and reported. */
export const withoutHtml: Step = (text, line, { tell }) =>
  text
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/g, (_, address: string) => `[${hostOf(address)}](${address})`)
    .replaceAll(/<\/?(?:strong|b)\b[^<>]*>/gi, '**')
    .replaceAll(/<\/?(?:em|i)\b[^<>]*>/gi, '*')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, tag => {
      tell(line, `${tag} is HTML and is left out: see whether its words still say what they did.`)
      return ''
    })
