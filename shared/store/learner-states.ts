import * as z from 'zod/mini'
import { LearnerId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { isProfile, journeyIdOf, learnerIdOf } from './keys.ts'
import { fromEnrolmentItem, learnerOfRow } from './learner-items.ts'
import { EnrolmentRow, ProfileRow, upcast } from './learner-rows.ts'
import type { Item } from './table.ts'

/** The row of a person without who they are, and without what happened. */
const StateRow = z.omit(ProfileRow, { details: true, h: true })

const { h: _history, ...enrolmentFields } = EnrolmentRow.shape

/**
 * What the engine needs of a person's rows: no name, no address and no history, so that none of them travels. A scan is handed
 * these, and `readState` reads what it finds. For whoever needs the rest as well, `everybody.ts` reads people whole.
 */
export const stateAttributes: readonly string[] = [
  ...new Set([
    ...['pk', 'sk', '_', 'lastEmailDay', 'ld'],
    ...Object.keys(StateRow.shape),
    ...Object.keys(enrolmentFields),
  ]),
]

/** Somebody as the engine knows them, or why they cannot be read. */
export type FoundState = { is: 'readable'; learner: Learner } | { is: 'unreadable' }

function stateIn(profile: Item, items: readonly Item[]): Learner {
  const { v: _version, cl, journeys: _journeys, ...rest } = StateRow.parse(upcast(profile))
  const own = learnerOfRow(LearnerId.parse(learnerIdOf(profile)), { ...rest, cl })
  const read = items
    .filter(item => journeyIdOf(item) !== undefined)
    .map(item => fromEnrolmentItem({ ...item, h: '' }).enrolment)
  return { ...own, enrolments: Object.fromEntries(read.map(one => [one.journeyId, one])) }
}

/** Reads somebody of rows that hold these attributes alone. @returns undefined for nobody, and for somebody erased. */
export function readState(items: readonly Item[]): FoundState | undefined {
  const profile = items.find(isProfile)
  if (!profile) return undefined
  try {
    return { is: 'readable', learner: stateIn(profile, items) }
  } catch {
    return { is: 'unreadable' }
  }
}
