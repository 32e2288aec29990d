import type { JourneyId } from '../ids.ts'
import type { CalendarDay } from '../preferences.ts'

/** The round that a group id belongs to. A group is a proposal, a circle, or a turn in a circle. */
export interface RoundOfGroup {
  journeyId: JourneyId
  /** The Sunday on which the round closed. */
  id: CalendarDay
}

/**
 * Parses a group id. A proposal is `<journey>.<round>.<place>`; a circle adds its own place, and a turn of a circle
 * adds its number.
 * @throws for an id that no group has.
 */
export function roundOfGroup(group: string): RoundOfGroup {
  const [journeyId, id] = group.split('.')
  if (!journeyId || !id) throw new Error(`No group is called "${group}".`)
  return { journeyId, id }
}

/** The group id of a letter to the host of a turn. */
export const turnGroup = ({ id, turn }: { id: string; turn: number }): string => `${id}.${turn}`

/** The circle's id and the turn's number from such a group id. */
export function circleOfTurn(group: string): { id: string; turn: number } {
  const end = group.lastIndexOf('.')
  return { id: group.slice(0, end), turn: Number(group.slice(end + 1)) }
}
