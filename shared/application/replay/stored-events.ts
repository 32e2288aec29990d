import type { LearnerEvent } from '../../adapters/event-bus.ts'
import { EventDetail, eventId } from '../../contracts/bus.ts'
import { type EventType, isPublished } from '../../domain/domain-event.ts'
import type { Epoch, JourneyId, LearnerId } from '../../domain/ids.ts'
import { accountEmails } from '../../store/due.ts'
import { type HistoryEntry, parseHistory } from '../../store/history.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'

/** An event as it was first put on the bus, and where in somebody's rows it is written. */
export interface StoredEvent extends LearnerEvent {
  /** The journey whose row it was stored with, or `account`. */
  row: string
  entry: HistoryEntry
}

/** All that had happened to somebody, by journey, and `account` for the person's own row. */
export type Histories = Readonly<Record<string, readonly HistoryEntry[]>>

/** Somebody's events that were put on the bus, oldest first. */
interface PublishedEvents {
  events: StoredEvent[]
  /** Events stored before histories kept all that it takes to tell them again. */
  unclear: number
}
/** Somebody's events as the bus had them, and the histories that they were read from. */
export type StoredEvents = PublishedEvents & { histories: Histories }

const alwaysDueNow: readonly EventType[] = ['AccountEmailRequested', 'EmailAbsenceProven']

interface Row {
  learnerId: LearnerId
  /** The journey, or `account`. */
  name: string
}

function journeyOf({ name }: Row, { type, about }: HistoryEntry): JourneyId | undefined {
  if (name !== accountEmails) return name
  return type === 'SignUpRequested' || type === 'SignUpConfirmed' ? about : undefined
}

/** What `about` means in an entry of this type, by the name that the bus has for it. */
function detailsOf({ type, about, via, sector, request }: HistoryEntry): Partial<EventDetail> {
  switch (type) {
    case 'ModuleCompleted':
      return { moduleId: about, via: via ?? 'page' }
    case 'JourneyPaused':
      return { by: about }
    case 'Unsubscribed':
      return { via: about }
    case 'SignUpRequested':
    case 'SignUpConfirmed':
      return { ...(sector && { sector }), ...(request && { request: Number(request) }) }
    default:
      return {}
  }
}

function toEvent(row: Row, epoch: Epoch, entry: HistoryEntry, place: number): StoredEvent[] {
  const { type, at, version } = entry
  if (!isPublished(type)) return []
  const detail = EventDetail.parse({
    version: 1,
    id: eventId(row.learnerId, row.name, version, place),
    at: new Date(at).toISOString(),
    learnerId: row.learnerId,
    epoch,
    journeyId: journeyOf(row, entry),
    ...detailsOf(entry),
    dueNow: entry.dueNow ?? (alwaysDueNow.includes(type) && !entry.later),
  })
  return [{ type, detail, row: row.name, entry }]
}

/** A row's events. Of events that repeat themselves a history keeps only the last, and those have nothing behind them. */
function eventsOfRow(row: Row, entries: readonly HistoryEntry[]): PublishedEvents {
  const published: PublishedEvents = { events: [], unclear: 0 }
  let epoch: Epoch | undefined
  for (const [i, entry] of entries.entries()) {
    epoch = entry.epoch ?? epoch
    const place = entry.place ?? i - entries.findIndex(({ version }) => version === entry.version)
    if (epoch) published.events.push(...toEvent(row, epoch, entry, place))
    else if (isPublished(entry.type)) published.unclear += 1
  }
  return published
}

const byTime = (a: StoredEvent, b: StoredEvent): number =>
  a.entry.at - b.entry.at || a.entry.version - b.entry.version

/**
 * The events of somebody that were put on the bus, with the ids that they had; their times to the second.
 * Of sign-ups that were asked for again and again, only the last is known.
 */
export function storedEvents({ learner, rows }: LearnerRecord): StoredEvents {
  const all = [[accountEmails, rows.profile] as const, ...Object.entries(rows.enrolments)]
  const histories = Object.fromEntries(all.map(([name, { history }]) => [name, parseHistory(history)]))
  const published = Object.entries(histories).map(([name, entries]) =>
    eventsOfRow({ learnerId: learner.id, name }, entries),
  )
  return {
    histories,
    events: published.flatMap(({ events }) => events).sort(byTime),
    unclear: published.reduce((sum, { unclear }) => sum + unclear, 0),
  }
}
