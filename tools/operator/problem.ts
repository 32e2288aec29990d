/** Exit codes. */
export const exitCodes = {
  ok: 0,
  /** The command worked, and what it found needs attention. Also the code with which a bug ends Node. */
  trouble: 1,
  /** The operator's mistake, or their "no". Nothing was changed. */
  mistake: 2,
  /** AWS refused: no permission, expired credentials, or a failing service. */
  refused: 3,
} as const
/** An exit code. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Why a command does not do what was asked. Only its message is shown, in one line. */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.mistake) {
    super(message)
    this.exitCode = exitCode
  }
}
