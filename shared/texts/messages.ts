/** A page with a few paragraphs. */
export interface Message {
  title: string
  paragraphs: readonly string[]
}

/** A message with one button. */
export interface Question extends Message {
  button: string
  /** In smaller type under the button. */
  after?: string
}

/** A heading, paragraphs, and a list. */
export interface Section {
  heading: string
  paragraphs?: readonly string[]
  items?: readonly string[]
}
