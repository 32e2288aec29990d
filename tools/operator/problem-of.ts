import { awsProblem } from './aws/aws-problem.ts'
import { OperatorProblem } from './problem.ts'

/** What an error means for the operator, in one line: ours, or AWS's. @returns undefined when it is a bug. */
export const problemOf = (error: unknown): OperatorProblem | undefined =>
  error instanceof OperatorProblem ? error : awsProblem(error)
