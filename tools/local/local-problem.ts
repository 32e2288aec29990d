/** A problem that the developer can solve. Only its message is shown, without a stack trace. */
export class LocalProblem extends Error {
  override name = 'LocalProblem'
}
