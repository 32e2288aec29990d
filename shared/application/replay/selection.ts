import { type EventRule, rulesFor } from '../../contracts/reactions.ts'
import type { PublishedType } from '../../domain/domain-event.ts'
import type { Instant, JourneyId, LearnerId, ModuleId } from '../../domain/ids.ts'
import type { StoredEvent } from './stored-events.ts'

/** Which stored events a replay is about. All given conditions must hold. */
export interface Selection {
  /** From this moment on, and before `until`; in whole seconds, as histories and archives store times. */
  from?: Instant | undefined
  until?: Instant | undefined
  types?: readonly PublishedType[] | undefined
  learnerId?: LearnerId | undefined
  journeyId?: JourneyId | undefined
  moduleId?: ModuleId | undefined
  /** Only these rules react, and only to events that match them, as when an archive is replayed. */
  rules?: readonly EventRule[] | undefined
}

/** The rules that react to an event in this replay. */
export function reactingRules({ rules }: Selection, { type, detail }: StoredEvent): EventRule[] {
  const all = rulesFor(type, detail)
  return rules ? all.filter(rule => rules.includes(rule)) : all
}

/** Whether a replay would publish this event. */
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
