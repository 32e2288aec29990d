import { counterRows } from '../contracts/row-kinds.ts'
import type { JourneyId } from '../domain/ids.ts'
import type { Item } from './table.ts'

/** Of a journey: sign-ups that somebody new confirmed who had come by an invitation. */
export const invitedSignUps = 'invited'

/**
 * How many a row of figures tells of, and in which journey; undefined for every other row. All rows of a journey add up to its
 * figure of all time, the people who were erased since included.
 */
export function invitedIn({ pk, [invitedSignUps]: people }: Item) {
  if (!pk.startsWith(counterRows) || people === undefined) return undefined
  return { journeyId: pk.slice(counterRows.length) as JourneyId, people: Number(people) }
}
