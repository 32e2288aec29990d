import type { Tell } from './source-line.ts'

/** Definitions of links and footnotes elsewhere on the page. */
export interface References {
  footnotes: ReadonlyMap<string, string>
  links: Pick<ReadonlyMap<string, string>, 'get'>
}

/** The context of converting text. */
export interface Inline {
  references: References
  tell: Tell
  /**
   * Records a picture of the course.
   * @returns its name beside the module; undefined if the address is not a picture of the course
   */
  picture: (address: string) => string | undefined
  /** The nesting depth of admonitions around the text; absent: none. */
  depth?: number
}

/** A conversion of one kind of markup. */
export type Step = (text: string, line: number, inline: Inline) => string
