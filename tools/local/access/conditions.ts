import { LocalProblem } from '../local-problem.ts'
import { matches, type Statement } from './statements.ts'

type Condition = NonNullable<Statement['Condition']>

/** Condition operators: whether the values of a call for a condition key satisfy a policy. */
const operators: Record<string, (values: string[] | undefined, wanted: string[]) => boolean> = {
  // Also met if the call has no values.
  'ForAllValues:StringLike': (values = [], wanted) =>
    values.every(value => wanted.some(pattern => matches(pattern, value, 'as written'))),
  Null: (values, wanted) => wanted.every(isNull => (isNull === 'true') === (values === undefined)),
}

/** The condition keys that are supported here. */
const keys = ['dynamodb:LeadingKeys']

/**
 * Returns whether a call meets a statement's condition, which needs all operators to hold on all their keys. Source:
 * IAM user guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
 * @param context the values of the call, by condition key
 */
export const isMet = (condition: Condition | undefined, context: Record<string, string[]>): boolean =>
  Object.entries(condition ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => operators[operator]?.(context[key], values)),
  )

/**
 * Rejects conditions that are not supported here: ignoring them would allow or deny what AWS does not.
 * @param whose the owner of the statements, for the message
 * @throws {LocalProblem} on such a condition
 */
export function refuseUnknownConditions(whose: string, statements: Statement[]): void {
  for (const { Condition = {} } of statements)
    for (const [operator, wanted] of Object.entries(Condition)) {
      const strange = Object.keys(wanted).find(key => !operators[operator] || !keys.includes(key))
      if (strange)
        throw new LocalProblem(
          `${whose} has the condition ${operator} on ${strange}, which the local stack can't check. Teach tools/local/access/conditions.ts about it, or write the role without it.`,
        )
    }
}
