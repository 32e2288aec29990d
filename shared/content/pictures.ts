import type { Token } from 'markdown-it'
import { didYouMean } from './closest.ts'
import { type Body, inlines } from './inline-text.ts'
import { parseStrictly, plainText } from './markdown.ts'
import { errorAt, type Problem, warningAt } from './problem.ts'

/** A scaled-down picture, with a name that depends on its content. */
export interface Picture {
  /** The name that the author uses. */
  file: string
  /** `<hash>.jpg`, derived from the content. */
  name: string
  /** `image/jpeg` */
  type: string
  bytes: Uint8Array
  /** The displayed size, in CSS pixels. */
  width: number
  height: number
  /** The size of the original file, in bytes. */
  weighed: number
}

/** A picture file that a text uses, and the line of that use. */
export interface PictureUse {
  file: string
  line: number
}

/** A file next to the module: a plain name, of a type that every mail program shows once converted. */
const besideModule = /^[\p{L}\p{N}][\p{L}\p{N}._-]*\.(?:png|jpe?g|webp|svg)$/iu

/** The title by which an author marks a picture as decorative, so that its missing description is no mistake. */
export const decorative = 'decorative'

/** The address in Markdown, which may be encoded. */
export const addressOf = (token: Token): string => String(token.attrGet('src') ?? '')

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The file that a picture's address names; undefined if it is not next to the module. */
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

/**
 * Pictures that a text uses and that are not next to it.
 * @param files the existing files.
 */
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

/**
 * Checks a picture in a text.
 * @param isWhole whether an address is a complete web address
 */
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
