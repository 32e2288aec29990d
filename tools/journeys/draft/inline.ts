import type { Inline, Step } from './inline-context.ts'
import { withoutHtml } from './inline-html.ts'
import { withImages, withLinks, withPictures } from './inline-links.ts'
import { withFootnotes, withNames, withoutMarks, withSigns } from './inline-signs.ts'

const steps: readonly Step[] = [
  withFootnotes,
  withNames,
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

/** Converts the text of a line to what an email supports. Code and escaped characters stay unchanged. */
export function convertWords(text: string, line: number, inline: Inline): string {
  const kept: string[] = []
  const back = (words: string) => words.replaceAll(/\uE000(\d+)\uE001/g, (_, at) => kept[Number(at)] ?? '')
  const bare = text
    .replaceAll(/[\uE000\uE001]/g, '')
    .replaceAll(verbatim, found => `${opening}${kept.push(found) - 1}${closing}`)
  const { references, tell } = inline
  const own: Inline = {
    ...inline,
    tell: (at, message) => tell(at, back(message)),
    references: { ...references, links: { get: name => references.links.get(back(name)) } },
  }
  return back(steps.reduce((words, step) => step(words, line, own), bare))
}
