import type { Inline, Step } from './inline-context.ts'
import { withoutHtml } from './inline-html.ts'
import { withImages, withLinks, withPictures } from './inline-links.ts'
import {
  withFootnotes,
  withNames,
  withoutMarks,
  withoutShortcodes,
  withoutWikiLinks,
  withSigns,
} from './inline-signs.ts'

const steps: readonly Step[] = [
  withFootnotes,
  withNames,
  withoutShortcodes,
  withoutWikiLinks,
  withImages,
  withPictures,
  withoutHtml,
  withLinks,
  withSigns,
  withoutMarks,
]

/** Code between backticks, and escaped characters. */
const verbatim = /\\[!-/:-@[-`{-~]|(?<!`)``(?!`)[^`]*(?:`[^`]+)*``(?!`)|`[^`]+`/g

/** The delimiters of a placeholder for code, while the text around it is converted. */
const [opening, closing] = ['\uE000', '\uE001']

/** A role of MyST: its text stays, without what it refers to. */
const role = /\{([\w:+-]{1,50})\}`([^`]+)`/g

/** Converts the text of a line to what an email supports. Code and escaped characters stay unchanged. */
export function convertWords(text: string, line: number, inline: Inline): string {
  const kept: string[] = []
  const back = (words: string) => words.replaceAll(/\uE000(\d+)\uE001/g, (_, at) => kept[Number(at)] ?? '')
  const bare = text
    .replaceAll(role, (_, name: string, words: string) => spoken(name, words, line, inline))
    .replaceAll(verbatim, found => `${opening}${kept.push(found) - 1}${closing}`)
  const { references, tell } = inline
  const own: Inline = {
    ...inline,
    tell: (at, message) => tell(at, back(message)),
    references: { ...references, links: { get: name => references.links.get(back(name)) } },
  }
  return withoutPlaceholders(back(steps.reduce((words, step) => step(words, line, own), bare)))
}

/** Separates double braces, which would be placeholders in a journey. */
export const withoutPlaceholders = (text: string): string =>
  text
    .replaceAll(/\{(?=\{)(?!\{firstName\|friend\}\})/g, '{ ')
    .replaceAll(/(?<!\{firstName\|friend)\}(?=\})/g, '} ')

/** The text of a role: what is cited is only reported, since its name says nothing to a reader. */
function spoken(name: string, words: string, line: number, { tell }: Inline): string {
  if (/^(?:code|kbd|file|command|samp|option|download)$/.test(name)) return `\`${words}\``
  tell(
    line,
    `{${name}} ${words} referred to something on its website: see whether the sentence still says it.`,
  )
  return /^(?:cite|eq|footcite)/.test(name)
    ? ''
    : words
        .replace(/<[^<>]*>$/, '')
        .trimEnd()
        .replace(/^[~!]/, '')
}
