import { z } from 'zod'
import { at, type Resource } from './synthesised.ts'

const oneOrMany = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform(one => [one])]).default([])

export const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany(z.string()),
  Resource: oneOrMany(z.unknown()),
  Condition: z.unknown().optional(),
})
export type Statement = z.infer<typeof Statement>

/** Every statement of a resource's policies, be it a role, a queue, a topic or a bus. */
export function statementsOf({ Properties }: Resource): Statement[] {
  const documents = [
    at(Properties, 'PolicyDocument'),
    ...((Properties['Policies'] ?? []) as unknown[]).map(policy => at(policy, 'PolicyDocument')),
  ]
  const statements = documents.flatMap(document => (at(document, 'Statement') ?? []) as unknown[])
  return z
    .array(Statement)
    .parse([...statements, ...(Properties['Statement'] ? [Properties['Statement']] : [])])
}

/** The statements of one policy in a role, by the policy's name. */
export function statementsOfPolicy(role: Resource, policyName: string): Statement[] {
  const policies = (role.Properties['Policies'] ?? []) as { PolicyName: string }[]
  return policies
    .filter(policy => policy.PolicyName === policyName)
    .flatMap(policy => z.array(Statement).parse(at(policy, 'PolicyDocument.Statement')))
}
