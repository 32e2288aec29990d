import { attributeIn } from './brackets.ts'
import type { Step } from './inline-context.ts'
import { hostOf } from './inline-links.ts'

/** The names of tags of HTML and SVG. */
const html =
  /^(?:a|abbr|address|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav|noscript|object|ol|optgroup|option|p|param|path|picture|pre|progress|q|rect|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|use|var|video|wbr)$/i

/** Tags around text that would otherwise run into the text before and after it. */
const block =
  /<\/?(?:p|div|section|article|aside|center|ul|ol|dl|dt|dd|table|thead|tbody|tr|t[dh]|caption|details|figure|figcaption|blockquote|h[1-6])\b[^<>]*>/gi

/** An element and its text, which begins no other such element. */
const element = (name: string) =>
  new RegExp(String.raw`<${name}\b([^<>]{0,2000})>((?:[^<]|<(?!/?${name}\b)){0,1000})</${name}\s{0,9}>`, 'gi')

const link = element('a')
const summary = element('summary')
const heading = /^\s*<h([1-6])\b[^<>]*>([^<]*(?:<(?!\/?h[1-6]\b)[^<]*)*)<\/h[1-6]\s*>\s*$/i

/** Converts HTML tags to Markdown where possible. The others are removed and reported. */
export const withoutHtml: Step = (text, line, { tell }) => {
  if (!text.includes('<')) return text
  const words = text
    .replace(heading, (_, level: string, inner: string) => `${'#'.repeat(Number(level))} ${inner.trim()}`)
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/gi, (_, address: string) => `[${hostOf(address)}](${address})`)
    .replaceAll(/<(?:mailto:)?([^\s<>@:/"'=]{1,64}@[^\s<>@/"'=]{1,255})>/gi, '[$1](mailto:$1)')
    .replaceAll(link, (_, attributes: string, inner: string) => {
      const address = attributeIn(attributes, 'href')
      return address === undefined ? inner : `[${inner}](${address.trim().replaceAll(' ', '%20')})`
    })
    .replaceAll(summary, '**$2** ')
    .replaceAll(/<\/t[dh]\s*>\s*<t[dh]\b[^<>]*>/gi, ' – ')
    .replaceAll(/^\s*<li\b[^<>]*>\s*/gi, '- ')
    .replaceAll(/<br\s*\/?>\s*$/gi, '\\')
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<(i|b|em|strong)\b[^<>]*>\s{0,9}<\/\1>/gi, '')
    .replaceAll(/<\/?(?:strong|b)\b[^<>]*>/gi, '**')
    .replaceAll(/<\/?(?:em|i)\b[^<>]*>/gi, '*')
    .replaceAll(/\{' '\}/g, ' ')
    .replaceAll(/<\/?([A-Za-z][\w.-]*)\b[^<>]*>/g, (tag, name: string) =>
      told(tag, name, message => tell(line, message)),
    )
    .replaceAll(/<\/?>/g, '')
  return /^\s*</.test(text) ? words.trimStart() : words
}

/** What remains of a tag: its title if it is a component, a space if it is around a block, itself if it is none. */
function told(tag: string, name: string, tell: (message: string) => void): string {
  const isComponent = /^[A-Z]/.test(name) && !html.test(name)
  if (!isComponent && !html.test(name) && !/[-=]/.test(tag)) return `\\${tag}`
  tell(
    isComponent
      ? `${tag} is a component of its website, and is left out: see what it showed.`
      : `${tag} is HTML and is left out: see whether its words still say what they did.`,
  )
  const title = isComponent ? (attributeIn(tag, 'label') ?? attributeIn(tag, 'title')) : undefined
  return title === undefined ? tag.replace(block, ' ').replace(tag, '') : `**${title}** `
}
