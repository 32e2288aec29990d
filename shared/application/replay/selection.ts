import { type EventRule, rulesFor } from '../../contracts/reactions.ts'
import type { PublishedType } from '../../domain/domain-event.ts'
import type { Instant, JourneyId, LearnerId, ModuleId } from '../../domain/ids.ts'
import type { StoredEvent } from './stored-events.ts'

/** Which stored events a replay is about: all that is said has to hold. */
export interface Selection {
  /** From this moment on, and before that one; to the second, as histories and archives keep time. */
  from?: Instant | undefined
  until?: Instant | undefined
  types?: readonly PublishedType[] | undefined
  learnerId?: LearnerId | undefined
  journeyId?: JourneyId | undefined
  moduleId?: ModuleId | undefined
  /** Only these rules react, and only to what they take in: so an archive is replayed. */
  rules?: readonly EventRule[] | undefined
}

/** The rules that would react to an event in this replay. */
export function reactingRules({ rules }: Selection, { type, detail }: StoredEvent): EventRule[] {
  const all = rulesFor(type, detail)
  return rules ? all.filter(rule => rules.includes(rule)) : all
}

/** Whether a replay would tell this event. */
export function isSelected(selection: Selection, event: StoredEvent): boolean {
  const { from = 0, until = Number.POSITIVE_INFINITY, types, learnerId, journeyId, moduleId } = selection
  const { detail, type, entry } = event
  if (entry.at < from || entry.at >= until) return false
  if (types && !types.includes(type)) return false
  if (learnerId && detail.learnerId !== learnerId) return false
  if (journeyId && detail.journeyId !== journeyId) return false
  if (moduleId && detail.moduleId !== moduleId) return false
  return selection.rules === undefined || reactingRules(selection, event).length > 0
}
