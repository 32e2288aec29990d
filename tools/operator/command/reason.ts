import { OperatorProblem } from '../problem.ts'

/** The operator's reason, before they are asked anything. @throws OperatorProblem when they gave none. */
export function reasonIn({ reason = '' }: { reason?: unknown }): string {
  const said = String(reason).trim()
  if (said === '') throw new OperatorProblem('Say why, with --reason "…": the audit trail keeps it.')
  return said
}
