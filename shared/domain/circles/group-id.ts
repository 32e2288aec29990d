import type { JourneyId } from '../ids.ts'
import type { CalendarDay } from '../preferences.ts'

/** Of which round a group is: a proposal, a circle, or a turn in one. */
export interface RoundOfGroup {
  journeyId: JourneyId
  /** The Sunday on which the round closed. */
  id: CalendarDay
}

/**
 * Groups are named by where they come from: `<journey>.<round>.<place>`, a circle of that proposal with its own place behind it,
 * and a turn in a circle with its number.
 * @throws for a name that no group has.
 */
export function roundOfGroup(group: string): RoundOfGroup {
  const [journeyId, id] = group.split('.')
  if (!journeyId || !id) throw new Error(`No group is called "${group}".`)
  return { journeyId, id }
}

/** What a letter to the host of a circle's turn is about. */
export const turnGroup = ({ id, turn }: { id: string; turn: number }): string => `${id}.${turn}`

/** The circle and the turn that such a letter is about. */
export function circleOfTurn(group: string): { id: string; turn: number } {
  const end = group.lastIndexOf('.')
  return { id: group.slice(0, end), turn: Number(group.slice(end + 1)) }
}
