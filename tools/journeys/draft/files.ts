import { roundBrackets, squareBrackets } from './brackets.ts'
import type { Decision, SourceLine } from './source-line.ts'

/** A module before its settings are written. */
export interface DraftedModule {
  /** The path of the course page. */
  path: string
  line: number
  title: string
  lines: SourceLine[]
  minutes: number
}

/** A text as the value of a setting, quoted, and cut at a word boundary to a maximal length. */
function setting(words: string, most: number): string {
  const plain = plainWords(words)
  const cut = plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
  return `"${cut
    .replaceAll(/(^|[\s([–—-])"/g, '$1“')
    .replaceAll('"', '”')
    .replaceAll('\\', '')}"`
}

const picture = new RegExp(`!${squareBrackets}${roundBrackets}`, 'g')
const link = new RegExp(`${squareBrackets}${roundBrackets}`, 'g')

/** Text without Markdown formatting and links. */
const plainWords = (text: string): string =>
  text
    .replaceAll(picture, '$1')
    .replaceAll(link, '$1')
    .replaceAll(/\{\{firstName\|([^{}]*)\}\}/g, '$1')
    .replaceAll(/^(?:#{1,6} |> ?)+/gm, '')
    .replaceAll(/`+|(?<!\\)\*+(?=\S)|(?<=[^\s\\])\*+|(?<![\p{L}\p{N}_\\])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** A module's text, without consecutive empty lines. */
const textOf = (lines: readonly SourceLine[]): string =>
  lines
    .map(({ text }) => text)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** The end of a sentence, where the next begins. */
const sentenceEnd = /(?<=[.!?]["”’')\]]{0,2})\s+(?=["“‘'(]?[\p{Lu}\p{Lo}\p{N}])/u

const sentencesIn = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .filter(paragraph => !/^(?:#{1,6} |>|[-*+] |\d+[.)] |!\[)/.test(paragraph.trim()))
    .flatMap(paragraph => plainWords(paragraph).split(sentenceEnd))
    .filter(sentence => /[^.!?][.!?]+["”’')\]]*$/.test(sentence))
    .map(withoutLoneMark)

/** A sentence without a quotation mark whose partner is in another. */
function withoutLoneMark(sentence: string): string {
  const marks = sentence.match(/"/g)?.length ?? 0
  const [open, closed] = ['“', '”'].map(mark => sentence.split(mark).length)
  const even = marks % 2 === 0 ? sentence : sentence.replaceAll('"', '')
  return open === closed ? even : even.replaceAll(/[“”]/g, '')
}

const usualQuestion = 'What of this will you try on your next shift?'

/** A module's file: the settings that its text allows, and which of them a person must check. */
export function moduleFile(
  { path, line, title, lines, minutes }: DraftedModule,
  id: string,
  isFirst: boolean,
  decisions: Decision[],
): { name: string; text: string } {
  const tell = (message: string) => void decisions.push({ file: path, line, message })
  const text = textOf(lines)
  const sentences = sentencesIn(text)
  const question = sentences.findLast(sentence => /\?["”’')\]]*$/.test(sentence) && sentence.length <= 400)
  if (plainWords(title).length > 50)
    tell(`The title “${plainWords(title)}” is longer than 50 characters and was cut: find a shorter one.`)
  tell(
    `${id}.md: its subject and the line after it come from the title and the first sentence. ${question === undefined ? 'No question stands in it, so it asks a usual one' : `The question to take along is “${question}”`}. Write them, and “in-short”, yourself.`,
  )
  const settings = [
    `id: ${id}`,
    `title: ${setting(title, 50)}`,
    `subject: ${setting(title, 60)}`,
    `preheader: ${setting(sentences[0] ?? title, 120)}`,
    `minutes: ${minutes}`,
    `after: ${isFirst ? 'at once' : '2 days'}`,
    'remind: [3 days, 7 days]',
    'then: pause after 14 days',
    `reflection: ${setting(question ?? usualQuestion, 400)}`,
  ]
  return { name: `${id}.md`, text: `---\n${settings.join('\n')}\n---\n${text}\n` }
}

/** The journey's own file, with settings that no course contains. */
export function journeyFile(
  { title, about, modules }: { title: string; about: string | undefined; modules: readonly string[] },
  decisions: Decision[],
): { name: string; text: string } {
  const file = 'journey.md'
  decisions.push(
    {
      file,
      line: 1,
      message:
        'Whose course is it, and what does its licence ask for? Say in the description who wrote it, and under which licence it may be shared and changed.',
    },
    { file, line: 3, message: 'The sender is an example: write your own.' },
    { file, line: 5, message: 'Time zone, days and hours are usual ones: see whether they are yours.' },
  )
  if (about === undefined)
    decisions.push({
      file,
      line: 9,
      message: 'The course does not say in a sentence what it is: describe the journey, and for whom it is.',
    })
  const settings = [
    `title: ${setting(title, 60)}`,
    `sender: ${setting(title, 50).slice(1, -1)} <hello@example.org>`
      .replace(/^sender: (.*) </, (_, name: string) => `sender: "${name} <`)
      .replace(/>$/, '>"'),
    'language: en-GB',
    'time-zone: Europe/London',
    'sending-days: [monday, tuesday, wednesday, thursday, friday]',
    'sending-hours: 8 to 20',
    `modules: [${modules.join(', ')}]`,
  ]
  return {
    name: file,
    text: `---\n${settings.join('\n')}\n---\n${about ?? `${plainWords(title)}, by email.`}\n`,
  }
}
