import { counterRows } from '../contracts/row-kinds.ts'
import type { JourneyId } from '../domain/ids.ts'
import type { Item } from './table.ts'

/** The figure of a journey that counts confirmed sign-ups of new people who came by an invitation. */
export const invitedSignUps = 'invited'

/**
 * The count in a row of figures, and its journey; undefined for other rows. The rows of a journey add up to the
 * figure of all time, including people erased since.
 */
export function invitedIn({ pk, [invitedSignUps]: people }: Item) {
  if (!pk.startsWith(counterRows) || people === undefined) return undefined
  return { journeyId: pk.slice(counterRows.length) as JourneyId, people: Number(people) }
}
