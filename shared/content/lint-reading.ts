import type { Token } from 'markdown-it'
import type { AuthoredJourney, AuthoredModule } from './authored-journey.ts'
import type { FrontMatter } from './front-matter.ts'
import { plainText } from './markdown.ts'
import { type Problem, warningAt } from './problem.ts'

/**
 * The reading age of an English text in years: its Flesch-Kincaid grade plus five. Formula: Kincaid, Fishburne,
 * Rogers and Chissom, "Derivation of new readability formulas for Navy enlisted personnel" (1975), `0.39
 * words/sentence + 11.8 syllables/word - 15.59`.
 * @returns undefined for fewer than 100 words, where the formula is unreliable.
 */
export function readingAge(text: string): number | undefined {
  const words = text.match(/\p{L}+(['’]\p{L}+)*/gu) ?? []
  if (words.length < 100) return undefined
  const sentences = text.split(/(?<![.!?])[.!?]+(?=\s|$)/).filter(sentence => /\p{L}/u.test(sentence))
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return 5 + 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

/** The text of a body as sentences. A heading or list item without a full stop is a sentence of its own. */
export function sentencesIn(tokens: readonly Token[]): string {
  return tokens
    .filter(token => token.type === 'inline')
    .map(token => plainText(token.children ?? []).trim())
    .map(text => (/[.!?]["'’”)]?$/.test(text) ? text : `${text}.`))
    .join(' ')
}

/** Counts groups of vowels without silent endings: accurate to a few per cent over a whole text. */
export function syllablesOf(word: string): number {
  const spoken = word
    .toLowerCase()
    .replace(/(?<=[^aeiouytd])ed$|(?<![aeiouylcgsxz]|[cs]h)es$|(?<![aeiouyl]|[^aeiouy]l)e$/, '')
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0)
}

/** Reading speeds in words a minute: in a hurry, and usual. */
const pace = { hurried: 260, usual: 200 } as const

/** Words that a reader with a second language can read in a minute. */
const inAMinute = 150

/** Modules without a short version, or with one that takes more than a minute to read. */
export function lintInShort(file: string, { values, lineOf }: FrontMatter): Problem[] {
  const inShort = values['in-short']
  if (inShort === undefined)
    return [
      warningAt(
        file,
        1,
        'There is no in-short: say in a few sentences what happens and what to try. Who has a minute reads it on top of the module, and the second reminder brings it.',
      ),
    ]
  const words = String(inShort).trim().split(/\s+/).length
  if (words <= inAMinute) return []
  const message = `in-short: has ${words} words. People read about ${inAMinute} in a minute: say what happens, and the one thing to try.`
  return [warningAt(file, lineOf(['in-short']), message)]
}

/** Modules that take longer to read than their emails say. */
export function lintMinutes(
  { modules }: Pick<AuthoredJourney, 'modules'>,
  lineOf: (module: AuthoredModule, setting: string) => number,
): Problem[] {
  return modules.flatMap(module => {
    const words = module.body.trim().split(/\s+/).length
    if (words <= pace.hurried * module.minutes) return []
    const message = `${words} words take about ${Math.round(words / pace.usual)} minutes to read, and not ${module.minutes}.`
    return [warningAt(module.file, lineOf(module, 'minutes'), message)]
  })
}
