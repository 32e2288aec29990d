/** Signs that stayed among the words, and what to say of them. */
export type Leftover = {
  signs: RegExp
  /** Nothing if it is as it should be, for all that. */
  say: (match: RegExpExecArray) => string | undefined
  isAdvice?: true
}
