/** A page that says something in a few paragraphs. */
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

/** A heading with what stands under it: paragraphs, then a list. */
export interface Section {
  heading: string
  paragraphs?: readonly string[]
  items?: readonly string[]
}
