import type { Token } from 'markdown-it'
import { isNameAmongWords } from '../contracts/published-journey.ts'
import { type Body, inlines, passages } from './inline-text.ts'
import { plainText } from './markdown.ts'
import {
  bracketsIn,
  hiddenBracketsIn,
  nameSubstitutesIn,
  withNameSlots,
  withoutAuthorPlaceholders,
  withoutNames,
} from './placeholders.ts'
import { errorAt, type Problem } from './problem.ts'

/** Whether a text goes to a single reader, whose first name it may contain. */
interface Allowed {
  names: boolean
}

/** A fault, before its file and severity are known. */
interface Fault {
  line: number
  message: string
}

/**
 * Placeholders in a body that readers would see, or that are in an address, a title or a picture's description.
 * Checked in the form that is shown: text without Markdown, and decoded addresses.
 */
export const lintPlaceholders = (tokens: readonly Token[], body: Body, allowed: Allowed): Problem[] =>
  placeholderFaults(tokens, body, allowed).map(({ line, message }) => errorAt(body.file, line, message))

/**
 * The problems of placeholders without file and severity.
 * @param place the line on which the tokens begin.
 */
export const placeholderFaults = (
  tokens: readonly Token[],
  place: { line: number },
  allowed: Allowed,
): Fault[] => [
  ...passages(tokens, place, allowed.names ? wordsWithoutNames : undefined).flatMap(passage =>
    Array.from(passage.text.matchAll(/.+/g)).flatMap(({ 0: text, index }) =>
      bracketsIn(text).map(found => ({
        line: passage.lineAt(index),
        message: inWords(found, allowed),
      })),
    ),
  ),
  ...otherNameless(tokens, place),
  ...namesInAddresses(tokens, place),
  ...Array.from(inlines(tokens, place)).flatMap(({ token, line }) =>
    (token.attrs ?? [])
      .flatMap(([name, value]) => inAttribute(token, name, String(value)))
      .map(message => ({ line, message })),
  ),
]

/** Pictures are the same for everybody, and code stays as it is. */
const wordsWithoutNames = (token: Token): string =>
  token.type === 'text' ? withoutNames(token.content) : plainText([token])

const slotOfName = '{{firstNameText}}'

/** Names that would be read as part of an address. */
const namesInAddresses = (tokens: readonly Token[], place: { line: number }): Fault[] =>
  passages(tokens, place, ({ content }) => withNameSlots(content, slotOfName)).flatMap(({ text, lineAt }) =>
    Array.from(text.matchAll(/\S+/g))
      .filter(([word]) => word.includes(slotOfName) && !isNameAmongWords(word))
      .map(({ 0: word, index }) => ({
        line: lineAt(index),
        message: `A first name stands inside “${word.replaceAll(slotOfName, '…')}”, of which mail readers may make an address. Put a space between.`,
      })),
  )

/** Different substitutes for the first name in one email. SES gets only one. */
function otherNameless(tokens: readonly Token[], place: { line: number }): Fault[] {
  const all = passages(tokens, place).flatMap(({ text, lineAt }) =>
    nameSubstitutesIn(text).map(nameless => ({ nameless, line: lineAt(text.indexOf(`|${nameless}`)) })),
  )
  const [first] = all
  return all
    .filter(({ nameless }) => nameless !== first?.nameless)
    .map(({ nameless, line }) => ({
      line,
      message: `“${first?.nameless}” stands for who gave no name above, and “${nameless}” here: write the same everywhere in a module.`,
    }))
}

const isReference = (found: string): boolean => found === '{{reference}}'

/** Whether a placeholder was meant to be the reader's first name, in its many spellings. */
const meansName = (found: string): boolean =>
  /^\{+\s*(?:user\W*)?(?:first|fore|given)?[\s_.-]?name\b/i.test(found)

const howToName =
  'Write {{firstName|friend}}: their first name, and “friend”, or what you like, for who gave none (letters, up to 40).'

function inWords(found: string, { names }: Allowed): string {
  if (isReference(found)) return '{{reference}} may stand only in the address of a link.'
  if (meansName(found))
    return names && withoutNames(found) === found
      ? `${found} would not become a name. ${howToName}`
      : `${found} is not filled in here: a first name may stand among the words of a module alone, which go to one reader.`
  return `${found} is no placeholder; {{firstName|friend}} in the text of a module and {{reference}} in the address of a link are all there are.`
}

function inAttribute(token: Token, name: string, value: string): string[] {
  if (token.type !== 'link_open' || name !== 'href')
    return hiddenBracketsIn(value).map(found => inWords(found, { names: false }))
  return hiddenBracketsIn(withoutAuthorPlaceholders(value)).map(found =>
    isReference(found)
      ? 'Write {{reference}} with its curly brackets as they are: in any other form nothing would be filled in.'
      : `${found} is no placeholder; {{reference}} is the only one that an address may hold.`,
  )
}
