import * as z from 'zod/mini'
import { LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { isProfile, journeyIdOf, learnerIdOf } from './keys.ts'
import { fromEnrolmentItem, learnerOfRow } from './learner-items.ts'
import { EnrolmentRow, ProfileRow, upcast } from './learner-rows.ts'
import type { Item } from './table.ts'

/** A profile without personal data and history. */
const StateRow = z.omit(ProfileRow, { details: true, h: true })

const { h: _history, ...enrolmentFields } = EnrolmentRow.shape

/**
 * The attributes that the engine's state needs, without name, address and history. Pass them to a scan and parse its
 * rows with `readState`. For everything else, `everybody.ts` reads whole people.
 */
export const stateAttributes: readonly string[] = [
  ...new Set([
    ...['pk', 'sk', '_', 'lastEmailDay', 'ld'],
    ...Object.keys(StateRow.shape),
    ...Object.keys(enrolmentFields),
  ]),
]

/** A person's state, or that it cannot be read. */
export type FoundState = { is: 'readable'; learner: Learner } | { is: 'unreadable' }

function stateIn(profile: Item, items: readonly Item[]): Learner {
  const { v: _version, cl, journeys: _journeys, ...rest } = StateRow.parse(upcast(profile))
  const own = learnerOfRow(LearnerId.parse(learnerIdOf(profile)), { ...rest, cl })
  const read = items
    .filter(item => journeyIdOf(item) !== undefined)
    .map(item => fromEnrolmentItem({ ...item, h: '' }).enrolment)
  return { ...own, enrolments: Object.fromEntries(read.map(one => [one.journeyId, one])) }
}

/**
 * Parses a person from rows with these attributes.
 * @returns undefined for no person or an erased one.
 */
export function readState(items: readonly Item[]): FoundState | undefined {
  const profile = items.find(isProfile)
  if (!profile) return undefined
  try {
    return { is: 'readable', learner: stateIn(profile, items) }
  } catch {
    return { is: 'unreadable' }
  }
}
