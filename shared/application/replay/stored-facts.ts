import type { OutgoingFact } from '../../adapters/fact-bus.ts'
import { FactDetail, factId, isPublished } from '../../contracts/bus.ts'
import type { FactType } from '../../domain/facts.ts'
import type { Epoch, JourneyId, LearnerId } from '../../domain/ids.ts'
import { letters } from '../../store/due.ts'
import { type HistoryEntry, parseHistory } from '../../store/history.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'

/** A fact as it was first put on the bus, and where in somebody's rows it is written. */
export interface StoredFact extends OutgoingFact {
  /** The journey whose row it was stored with, or `account`. */
  row: string
  entry: HistoryEntry
}

/** All that had happened to somebody, by journey, and `account` for the person's own row. */
export type Histories = Readonly<Record<string, readonly HistoryEntry[]>>

/** Somebody's facts that were put on the bus, oldest first. */
interface ToldFacts {
  facts: StoredFact[]
  /** Facts stored before histories kept all that it takes to tell them again. */
  unclear: number
}
/** Somebody's facts as the bus had them, and the histories that they were read from. */
export type StoredFacts = ToldFacts & { histories: Histories }

const alwaysDueNow: readonly FactType[] = ['LetterRequested', 'EmailAbsenceProven']

interface Row {
  learnerId: LearnerId
  /** The journey, or `account`. */
  name: string
}

function journeyOf({ name }: Row, { type, about }: HistoryEntry): JourneyId | undefined {
  if (name !== letters) return name
  return type === 'SignUpRequested' || type === 'SignUpConfirmed' ? about : undefined
}

/** What `about` means in an entry of this type, by the name that the bus has for it. */
function detailsOf({ type, about, via, sector, request }: HistoryEntry): Partial<FactDetail> {
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

function toFact(row: Row, epoch: Epoch, entry: HistoryEntry, place: number): StoredFact[] {
  const { type, at, version } = entry
  if (!isPublished(type)) return []
  const detail = FactDetail.parse({
    version: 1,
    id: factId(row.learnerId, row.name, version, place),
    at: new Date(at).toISOString(),
    learnerId: row.learnerId,
    epoch,
    journeyId: journeyOf(row, entry),
    ...detailsOf(entry),
    dueNow: entry.dueNow ?? (alwaysDueNow.includes(type) && !entry.later),
  })
  return [{ type, detail, row: row.name, entry }]
}

/** A row's facts. Of facts that repeat themselves a history keeps only the last, and those have nothing behind them. */
function factsOfRow(row: Row, entries: readonly HistoryEntry[]): ToldFacts {
  const told: ToldFacts = { facts: [], unclear: 0 }
  let epoch: Epoch | undefined
  for (const [i, entry] of entries.entries()) {
    epoch = entry.epoch ?? epoch
    const place = entry.place ?? i - entries.findIndex(({ version }) => version === entry.version)
    if (epoch) told.facts.push(...toFact(row, epoch, entry, place))
    else if (isPublished(entry.type)) told.unclear += 1
  }
  return told
}

const byTime = (a: StoredFact, b: StoredFact): number =>
  a.entry.at - b.entry.at || a.entry.version - b.entry.version

/**
 * The facts of somebody that were put on the bus, with the ids that they had; their times to the second.
 * Of sign-ups that were asked for again and again, only the last is known.
 */
export function storedFacts({ learner, rows }: LearnerRecord): StoredFacts {
  const all = [[letters, rows.profile] as const, ...Object.entries(rows.enrolments)]
  const histories = Object.fromEntries(all.map(([name, { history }]) => [name, parseHistory(history)]))
  const told = Object.entries(histories).map(([name, entries]) =>
    factsOfRow({ learnerId: learner.id, name }, entries),
  )
  return {
    histories,
    facts: told.flatMap(({ facts }) => facts).sort(byTime),
    unclear: told.reduce((sum, { unclear }) => sum + unclear, 0),
  }
}
