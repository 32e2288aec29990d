/** Characters of markup that were left in the text, and the message about them. */
export type Leftover = {
  signs: RegExp
  /** Undefined if the match is fine. */
  say: (match: RegExpExecArray) => string | undefined
  isAdvice?: true
}
