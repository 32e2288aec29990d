import { z } from 'zod'
import { matchesWildcard } from '../wildcard.ts'

const oneOrMore = z.union([z.string().transform(text => [text]), z.array(z.string())])

/** A statement of an IAM policy. */
export const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Principal: z.union([z.string(), z.record(z.string(), oneOrMore)]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
})
export type Statement = z.infer<typeof Statement>

export const PolicyDocument = z.object({ Statement: z.array(Statement) })

/**
 * Returns whether a text matches an IAM pattern.
 * @param pattern `*` stands for any characters and `?` for one
 * @param letters actions and ARNs ignore case, values of conditions do not
 */
export const matches = (
  pattern: string,
  text: string,
  letters: 'any case' | 'as written' = 'any case',
): boolean =>
  letters === 'as written'
    ? matchesWildcard(pattern, text, '?')
    : matchesWildcard(pattern.toLowerCase(), text.toLowerCase(), '?')

/**
 * Returns whether statements allow an action on a resource, by IAM's rules: a denial wins, and the default is to
 * deny. The caller evaluates conditions.
 */
export function allow(statements: Statement[], action: string, resource: string): boolean {
  const about = statements.filter(
    ({ Action, Resource }) =>
      Action.some(pattern => matches(pattern, action)) &&
      Resource.some(pattern => matches(pattern, resource)),
  )
  return about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny')
}
