/** What a command's end means to whoever called it. */
export const exitCodes = {
  ok: 0,
  /** The command worked, and what it found needs somebody. A bug that ends Node ends it so too: look. */
  trouble: 1,
  /** The operator's own mistake, or their "no". Nothing was changed. */
  mistake: 2,
  /** AWS said no: no rights, expired credentials, or a service that fails. */
  refused: 3,
} as const
/** One of them. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Why a command does not do what was asked. Its message alone is shown, in one line. */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.mistake) {
    super(message)
    this.exitCode = exitCode
  }
}
