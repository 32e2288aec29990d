import { didYouMean } from './closest.ts'
import type { FrontMatter } from './front-matter.ts'
import { unplainWords } from './lint-plain-words.ts'
import { typeset } from './markdown.ts'
import { sensitiveTopic } from './private-matters.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** The most words of a question that is understood at first reading. */
const easilyRead = 25

/** An author's closed question, as it will be shown. */
type Asked = { ask?: string; options: string[]; guess?: string }

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? typeset(value.trim()) : undefined

function askedIn({ values: { ask, choose, guess } }: FrontMatter): Asked {
  const [question, guessed] = [textIn(ask), textIn(guess)]
  return {
    ...(question !== undefined && { ask: question }),
    options: Array.isArray(choose) ? choose.map(option => textIn(option) ?? '') : [],
    ...(guessed !== undefined && { guess: guessed }),
  }
}

/** All problems of a module's closed question. */
export function lintQuestion(
  file: string,
  frontMatter: FrontMatter,
  language: string | undefined,
): Problem[] {
  const asked = askedIn(frontMatter)
  const at = (path: readonly PropertyKey[]) => frontMatter.lineOf(path)
  return [
    ...lintParts(file, frontMatter),
    ...lintGuess(asked).map(message => errorAt(file, at(['guess']), message)),
    ...lintOverlap(asked).map(({ index, message }) => errorAt(file, at(['choose', index]), message)),
    ...(language?.startsWith('en') === false ? [] : lintWords(file, asked, at)),
  ]
}

/** A question needs options, and options need a question. */
function lintParts(file: string, { values, lineOf }: FrontMatter): Problem[] {
  const { ask, choose, guess } = values
  if (ask !== undefined && choose === undefined)
    return [
      errorAt(file, lineOf(['ask']), 'ask: has no options. Add them, as in choose: [this week, longer ago].'),
    ]
  if (ask !== undefined) return []
  return Object.entries({ choose, guess })
    .filter(([, value]) => value !== undefined)
    .map(([name]) =>
      errorAt(file, lineOf([name]), `${name}: belongs to a question. Write it as ask:, or take this out.`),
    )
}

function lintGuess({ options, guess }: Asked): string[] {
  if (guess === undefined || options.length === 0 || options.includes(guess)) return []
  const meant = didYouMean(guess, options) || ` Write one as in choose: ${options.join(', ')}.`
  return [`guess: "${guess}" is none of the options.${meant}`]
}

/** A text as lower-case words between spaces, so that one text can be searched for in another. */
const bare = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `

/** Options that are equal, or of which one contains another: nobody could tell which to choose. */
function lintOverlap({ options }: Asked): { index: number; message: string }[] {
  return options.flatMap((option, index) => {
    const others = options.filter((_, other) => other !== index)
    const earlier = options.slice(0, index)
    const same = earlier.find(other => bare(other) === bare(option))
    if (same !== undefined)
      return [{ index, message: `choose: "${same}" and "${option}" are the same words. Take one out.` }]
    const wider = others.find(other => bare(other) !== bare(option) && bare(other).includes(bare(option)))
    if (wider === undefined) return []
    const message = `choose: "${option}" stands inside "${wider}", so people could not tell which to choose. Word one of them differently.`
    return [{ index, message }]
  })
}

function lintWords(
  file: string,
  { ask, options }: Asked,
  at: (path: readonly PropertyKey[]) => number,
): Problem[] {
  const places = [
    ...(ask === undefined ? [] : [{ name: 'ask', text: ask, line: at(['ask']) }]),
    ...options.map((text, index) => ({ name: 'choose', text, line: at(['choose', index]) })),
  ]
  return [
    ...places.flatMap(({ name, text, line }) => [
      ...privateWords(text).map(message => errorAt(file, line, `${name}: ${message}`)),
      ...unplainWords(text).map(message => warningAt(file, line, `${name}: ${message}`)),
    ]),
    ...lintSentence(ask).map(message => warningAt(file, at(['ask']), `ask: ${message}`)),
  ]
}

function privateWords(text: string): string[] {
  const found = sensitiveTopic(text)
  if (found === undefined) return []
  return [
    `"${found.words}" asks for ${found.matter}, which is nobody's business here. Ask about everyday experience at work.`,
  ]
}

function lintSentence(ask: string | undefined): string[] {
  if (ask === undefined) return []
  const words = ask.split(/\s+/).length
  return [
    ...(ask.endsWith('?') ? [] : ['is no question. End it with a question mark.']),
    ...(words > easilyRead ? [`has ${words} words. ${easilyRead} are easily read at once; shorten it.`] : []),
  ]
}
