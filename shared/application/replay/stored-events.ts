import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { EventDetail, eventId } from '../../contracts/bus.ts'
import {
  type CarriedField,
  eventDefinitions,
  isPublished,
  type PublishedType,
} from '../../domain/domain-event.ts'
import type { Epoch, LearnerId } from '../../domain/ids.ts'
import { accountEmails } from '../../store/due.ts'
import { parseHistory } from '../../store/history.ts'
import type { EntryOf, HistoryEntry } from '../../store/history-entry.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { RowState } from '../../store/read-and-write.ts'

/** An event as it was first put on the bus, with the row that it is stored in. */
export interface StoredEvent extends LearnerEvent {
  /** The journey whose row has the event, or `account`. */
  row: string
  entry: HistoryEntry
}

/** A learner's histories, by journey; `account` for their own row. */
export type Histories = Readonly<Record<string, readonly HistoryEntry[]>>

/** A learner's events that were put on the bus, oldest first. */
interface PublishedEvents {
  events: StoredEvent[]
  /** The number of events stored before histories kept all fields needed to publish them again. */
  unclear: number
}
/** A learner's published events, and the histories that they were read from. */
export type StoredEvents = PublishedEvents & { histories: Histories }

const isOnBus = (entry: HistoryEntry): entry is EntryOf<PublishedType> => isPublished(entry.type)

/** How each field reads on the bus. An entry's own values are checked, and the rest is of the right shape as it is. */
const onBus = EventDetail.shape

interface Row {
  learnerId: LearnerId
  /** The journey's id, or `account`. */
  name: string
}

/** The fields of an event on the bus, from its entry or from its row. */
function carriedOf({ name }: Row, entry: EntryOf<PublishedType>): Partial<EventDetail> {
  const known: Partial<Record<CarriedField | 'type', unknown>> = entry
  const carried: Record<string, unknown> = {}
  for (const field of eventDefinitions[entry.type].bus.carries) {
    const told = field === 'journeyId' && name !== accountEmails ? name : undefined
    const value = known[field] ?? told
    if (value !== undefined) carried[field] = onBus[field].parse(value)
  }
  return carried
}

function toEvent(row: Row, epoch: Epoch, entry: EntryOf<PublishedType>, place: number): StoredEvent {
  const { type, at, version, dueNow = false } = entry
  const detail: EventDetail = {
    version: 1,
    id: eventId(row.learnerId, row.name, version, place),
    at: new Date(at).toISOString(),
    learnerId: row.learnerId,
    epoch,
    ...carriedOf(row, entry),
    dueNow,
  }
  return { type, detail, row: row.name, entry }
}

/** Adds the events of a row. Of repeated events a history keeps only the last, which nothing depends on. */
function addEventsOfRow(published: PublishedEvents, row: Row, entries: readonly HistoryEntry[]): void {
  let epoch: Epoch | undefined
  for (const [i, entry] of entries.entries()) {
    if ('epoch' in entry) epoch = onBus.epoch.parse(entry.epoch)
    if (!isOnBus(entry)) continue
    const place = entry.place ?? i - entries.findIndex(({ version }) => version === entry.version)
    if (epoch) published.events.push(toEvent(row, epoch, entry, place))
    else published.unclear += 1
  }
}

const byTime = (a: StoredEvent, b: StoredEvent): number =>
  a.entry.at - b.entry.at || a.entry.version - b.entry.version

/**
 * A learner's events that were put on the bus, with their original ids and with times in whole seconds. Of repeatedly
 * requested sign-ups only the last is known.
 */
export function storedEvents({ learner, rows }: LearnerRecord): StoredEvents {
  const rowsByName: Readonly<Record<string, RowState>> = { [accountEmails]: rows.profile, ...rows.enrolments }
  const histories: Record<string, HistoryEntry[]> = {}
  const published: PublishedEvents = { events: [], unclear: 0 }
  for (const [name, { history }] of Object.entries(rowsByName)) {
    const entries = parseHistory(history)
    histories[name] = entries
    addEventsOfRow(published, { learnerId: learner.id, name }, entries)
  }
  published.events.sort(byTime)
  return { histories, ...published }
}

/** Like `storedEvents`; undefined if a history cannot be read, so that one such person stops nobody else. */
export function readStoredEvents(record: LearnerRecord): StoredEvents | undefined {
  try {
    return storedEvents(record)
  } catch {
    return undefined
  }
}
