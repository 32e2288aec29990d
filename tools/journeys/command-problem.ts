/** Something that the person at the keyboard can mend. Its message alone is shown, without a stack. */
export class CommandProblem extends Error {
  override name = 'CommandProblem'
}
