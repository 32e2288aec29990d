import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Check, Write } from './table.ts'

/** The expressions of one write, as the DynamoDB API takes them. */
export interface Expression {
  ConditionExpression?: string
  UpdateExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, AttributeValue>
}

/** Attribute names are placeholders, because DynamoDB reserves about 570 words. */
class Placeholders {
  readonly names: Record<string, string> = {}
  readonly values: Record<string, unknown> = {}

  name(attribute: string): string {
    const placeholder = `#${Object.keys(this.names).length}`
    this.names[placeholder] = attribute
    return placeholder
  }

  value(value: unknown): string {
    const placeholder = `:${Object.keys(this.values).length}`
    this.values[placeholder] = value
    return placeholder
  }
}

function condition(check: Check, placeholders: Placeholders): string {
  const name = placeholders.name(check.attribute)
  if (check.is === 'absent') return `attribute_not_exists(${name})`
  if (check.is === 'present') return `attribute_exists(${name})`
  return `${name} ${check.is} ${placeholders.value(check.value)}`
}

function update(write: Extract<Write, { update: unknown }>, placeholders: Placeholders): string {
  const assignments = (values: Readonly<Record<string, unknown>>, between: string) =>
    Object.entries(values).map(
      ([attribute, value]) => `${placeholders.name(attribute)}${between}${placeholders.value(value)}`,
    )
  const clauses: [string, string[]][] = [
    ['SET', assignments(write.set ?? {}, ' = ')],
    ['ADD', assignments(write.add ?? {}, ' ')],
    ['REMOVE', (write.remove ?? []).map(attribute => placeholders.name(attribute))],
  ]
  return clauses
    .filter(([, terms]) => terms.length > 0)
    .map(([verb, terms]) => `${verb} ${terms.join(', ')}`)
    .join(' ')
}

/** Turns a write's checks and changes into DynamoDB's expressions. */
export function toExpression(write: Write): Expression {
  const placeholders = new Placeholders()
  const expression: Expression = {}
  if (write.when?.length)
    expression.ConditionExpression = write.when.map(check => condition(check, placeholders)).join(' AND ')
  if ('update' in write) expression.UpdateExpression = update(write, placeholders)
  if (Object.keys(placeholders.names).length > 0) expression.ExpressionAttributeNames = placeholders.names
  if (Object.keys(placeholders.values).length > 0)
    expression.ExpressionAttributeValues = marshall(placeholders.values, { removeUndefinedValues: true })
  return expression
}
