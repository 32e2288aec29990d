import type { Token } from 'markdown-it'
import { didYouMean } from './closest.ts'
import { type Body, inlines } from './inline-text.ts'
import { parseStrictly, plainText } from './markdown.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** A picture that was made small: its bytes, under a name that says what they are. */
export interface Picture {
  /** As the author calls it. */
  file: string
  /** `<hash>.jpg`: the same bytes have the same name, and other bytes another. */
  name: string
  /** `image/jpeg` */
  type: string
  bytes: Uint8Array
  /** As wide and high as it is shown, in CSS pixels. */
  width: number
  height: number
  /** How many bytes it had. */
  weighed: number
}

/** A file of a picture that a text names, and on which line of its file. */
export interface PictureUse {
  file: string
  line: number
}

/** Beside the module: a plain name, of a kind that every mail reader shows once it is made small. */
const besideModule = /^[\p{L}\p{N}][\p{L}\p{N}._-]*\.(?:png|jpe?g|webp|svg)$/iu

/** What an author writes as the title of a picture that says nothing, so that nobody misses a description. */
export const decorative = 'decorative'

/** As it stands in Markdown, where a name may be encoded. */
export const addressOf = (token: Token): string => String(token.attrGet('src') ?? '')

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The file that a picture's address names; undefined where it lies elsewhere. */
export function fileOf(address: string): string | undefined {
  const name = decoded(address).replace(/^\.\//, '')
  return besideModule.test(name) ? name : undefined
}

/** The pictures beside a module that its text shows. */
export const picturesIn = (body: Body): PictureUse[] =>
  Array.from(inlines(parseStrictly(body.markdown), body)).flatMap(({ token, line }) => {
    const file = token.type === 'image' ? fileOf(addressOf(token)) : undefined
    return file === undefined ? [] : [{ file, line }]
  })

/** Pictures that a text names and that do not lie beside it. @param files what lies there. */
export const missingPictures = (
  moduleFile: string,
  uses: readonly PictureUse[],
  files: readonly string[],
): Problem[] =>
  uses
    .filter(({ file }) => !files.includes(file))
    .map(({ file, line }) =>
      errorAt(
        moduleFile,
        line,
        `There is no picture ${file} beside ${moduleFile}; capitals count.${didYouMean(file, files)}`,
      ),
    )

/** What is wrong with a picture as a text shows it. @param isWhole whether an address leads to one website. */
export function lintPicture(
  token: Token,
  line: number,
  file: string,
  isWhole: (address: string) => boolean,
): Problem[] {
  const address = addressOf(token)
  return [...lintDescription(token, address, line, file), ...lintAddress(address, line, file, isWhole)]
}

function lintDescription(token: Token, address: string, line: number, file: string): Problem[] {
  const description = plainText(token.children ?? []).trim()
  const isDecorative = token.attrGet('title') === decorative
  if (isDecorative && description !== '')
    return [
      errorAt(
        file,
        line,
        `The picture ${address} is called decorative, and has a description: take one of them out.`,
      ),
    ]
  if (isDecorative || description !== '') return []
  return [
    errorAt(
      file,
      line,
      `The picture ${address} has no description: write ![what it shows](${address}), or ![](${address} "${decorative}") if nobody misses anything without it.`,
    ),
  ]
}

function lintAddress(
  address: string,
  line: number,
  file: string,
  isWhole: (address: string) => boolean,
): Problem[] {
  if (fileOf(address) !== undefined) return []
  if (isWhole(address))
    return [
      warningAt(
        file,
        line,
        `The picture ${address} lies on somebody's website, who is told whenever it is looked at. Put its file beside the module, and write its name here.`,
      ),
    ]
  return [
    errorAt(
      file,
      line,
      `The picture's address "${address}" must be the name of a file beside the module (.png, .jpg, .jpeg, .webp or .svg), or whole and begin with https://.`,
    ),
  ]
}
