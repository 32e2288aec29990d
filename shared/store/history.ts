import { type DomainEvent, definitionOf, isStateOnly } from '../domain/domain-event.ts'
import { entryText, type HistoryEntry, parseEntry } from './history-entry.ts'
import { addFolded, compacted, isEverFolded } from './history-folds.ts'

/** Adds events to a row's history. */
export function addToHistory(history: string, events: readonly DomainEvent[], version: number): string {
  const entries = history === '' ? [] : history.split(' ')
  const established = events.filter(event => !isStateOnly(event))
  let mayStandAlone = false
  for (const [place, event] of established.entries()) {
    const entry = entryText(event, version, mayStandAlone ? place : undefined)
    if (entry === undefined) continue
    addFolded(entries, entry)
    mayStandAlone ||= isEverFolded(event.type)
  }
  return compacted(entries).join(' ')
}

/**
 * Parses a stored history.
 * @throws on an entry that no version of this system has written.
 */
export const parseHistory = (history: string): HistoryEntry[] =>
  history === '' ? [] : history.split(' ').map(parseEntry)

/** The fields of an entry that its event's definition keeps. */
export function saidIn(entry: HistoryEntry): Readonly<Record<string, unknown>> {
  const { history } = definitionOf(entry.type)
  const keeps = history === 'left-out' ? [] : history.keeps
  return Object.fromEntries(Object.entries(entry).filter(([field]) => keeps.includes(field)))
}
