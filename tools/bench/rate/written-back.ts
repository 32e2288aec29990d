import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Expression } from '../../../shared/store/expression.ts'
import type { Check, Item, Key, Write } from '../../../shared/store/table.ts'

type Attributes = Record<string, AttributeValue>

/** A write in a request: of one row, or a part of a transaction. */
export type WriteRequest = Expression & ({ Item: Attributes } | { Key: Attributes })

/** The assignments after a verb of an update expression, such as `#0 = :0, #1 = :1`. */
function clause(update: string, verb: 'SET' | 'ADD' | 'REMOVE'): string[] {
  const [, terms = ''] = new RegExp(`(?:^| )${verb} (.*?)(?: SET | ADD | REMOVE |$)`).exec(update) ?? []
  return terms === '' ? [] : terms.split(', ')
}

/**
 * Reconstructs a write from the expressions that `shared/store/expression.ts` makes, and no others.
 * @throws for an expression of another form
 */
export function writtenBack(request: WriteRequest): Write {
  const { ConditionExpression, UpdateExpression, ExpressionAttributeNames: names = {} } = request
  const values = unmarshall(request.ExpressionAttributeValues ?? {})
  const nameOf = (placeholder = '') => names[placeholder] ?? ''
  const pairs = (terms: string[]) =>
    Object.fromEntries(
      terms.map(term => term.split(/ = | /)).map(([name, value = '']) => [nameOf(name), values[value]]),
    )
  const toCheck = (text: string): Check => {
    const [, absence, name] = /^attribute_(not_exists|exists)\((#\d+)\)$/.exec(text) ?? []
    if (absence) return { attribute: nameOf(name), is: absence === 'exists' ? 'present' : 'absent' }
    const [, attribute, is, value = ''] = /^(#\d+) (<=|>=|=|<|>) (:\d+)$/.exec(text) ?? []
    if (!attribute) throw new Error(`This table cannot read the condition ${text}.`)
    return { attribute: nameOf(attribute), is: is as '=', value: values[value] }
  }
  const when = ConditionExpression?.split(' AND ').map(toCheck)
  if ('Item' in request) return { put: unmarshall(request.Item) as Item, ...(when && { when }) }
  const key = unmarshall(request.Key) as Key
  if (UpdateExpression === undefined) return { delete: key, ...(when && { when }) }
  return {
    update: key,
    set: pairs(clause(UpdateExpression, 'SET')),
    add: pairs(clause(UpdateExpression, 'ADD')) as Record<string, number>,
    remove: clause(UpdateExpression, 'REMOVE').map(nameOf),
    ...(when && { when }),
  }
}
