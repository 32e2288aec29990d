import type { Tell } from './source-line.ts'

/** Definitions of links and footnotes elsewhere on the page. */
export interface References {
  footnotes: {
    /** A footnote's text, and whether nothing has referred to it before. */
    take(name: string): { words: string; isFirst: boolean } | undefined
  }
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
