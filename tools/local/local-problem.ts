/** Something that the person at the keyboard can mend. Its message alone is shown, without a stack. */
export class LocalProblem extends Error {
  override name = 'LocalProblem'
}
