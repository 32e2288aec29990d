import { LocalProblem } from '../local-problem.ts'
import { matches, type Statement } from './statements.ts'

type Condition = NonNullable<Statement['Condition']>

/** Whether the values that a call has for a condition key satisfy what a policy says of it. */
const operators: Record<string, (values: string[] | undefined, wanted: string[]) => boolean> = {
  // Met as well where there are no values at all.
  'ForAllValues:StringLike': (values = [], wanted) =>
    values.every(value => wanted.some(pattern => matches(pattern, value, 'as written'))),
  Null: (values, wanted) => wanted.every(isNull => (isNull === 'true') === (values === undefined)),
}

/** What is known of a call here. */
const keys = ['dynamodb:LeadingKeys']

/**
 * Whether a call meets a statement's condition: all of its operators, on all of their keys.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
 * @param context what is known of the call, by condition key
 */
export const isMet = (condition: Condition | undefined, context: Record<string, string[]>): boolean =>
  Object.entries(condition ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) => operators[operator]?.(context[key], values)),
  )

/**
 * @param whose as the message names it
 * @throws {LocalProblem} on a condition that would be passed over here, and so allow or deny what AWS does not
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
