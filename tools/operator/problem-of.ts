import { CommandProblem } from '../journeys/command-problem.ts'
import { awsProblem } from './aws/aws-problem.ts'
import { OperatorProblem } from './problem.ts'

/** What an error means for the operator, in one line: ours, or AWS's. @returns undefined when it is a bug. */
export function problemOf(error: unknown): OperatorProblem | undefined {
  if (error instanceof OperatorProblem) return error
  return error instanceof CommandProblem ? new OperatorProblem(error.message) : awsProblem(error)
}
