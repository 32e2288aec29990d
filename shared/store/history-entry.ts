import {
  type DomainEvent,
  definitionOf,
  type EstablishedType,
  type EventOf,
  type EventType,
  eventTypes,
  isDueNow,
  type KeptField,
} from '../domain/domain-event.ts'
import type { InHistory } from '../domain/events/definition.ts'
import type { Instant } from '../domain/ids.ts'

interface EveryEntry {
  /** In whole seconds. */
  at: Instant
  /** The version of the row that this write created. Version and index identify the event. */
  version: number
  /** Its index within its write, from 0; present if earlier entries of the write may have been folded away. */
  place?: number
  /** The event made something due at its own moment. */
  dueNow?: true
  /** For the last entry of a folded run: the number of events, and when the first happened. */
  times?: number
  since?: Instant
}

/** One event as short as it is stored: only the fields that its definition keeps. */
export type EntryOf<T extends EstablishedType> = {
  [K in T]: EveryEntry & { type: K } & Pick<EventOf<K>, KeptField<K> & keyof EventOf<K>>
}[T]
/** An entry of any event type. */
export type HistoryEntry = EntryOf<EstablishedType>

interface Field {
  /** The letter before the value, which identifies the field. */
  mark: string
  read: (value: string) => unknown
  /** Whether its value may be stored as a number in the row's list of words. */
  isWord?: true
}
const text = (mark: string): Field => ({ mark, read: value => value, isWord: true })
const number = (mark: string): Field => ({ mark, read: value => Number.parseInt(value, 36) })
const flag = (mark: string): Field => ({ mark, read: () => true })
const moment = (mark: string): Field => ({ mark, read: value => Number.parseInt(value, 36) * 1000 })

/** All fields of entries. Never reuse a mark. */
export const entryFields = {
  moduleId: text('m'),
  journeyVersion: number('V'),
  journeyId: text('j'),
  epoch: text('e'),
  request: number('q'),
  sector: text('s'),
  detail: text('d'),
  kind: text('k'),
  reason: text('r'),
  code: text('c'),
  lasting: flag('l'),
  joins: flag('o'),
  invited: flag('w'),
  rejections: number('g'),
  via: text('v'),
  answer: text('a'),
  instead: text('i'),
  by: text('b'),
  voice: text('h'),
  round: text('u'),
  group: text('t'),
  why: text('y'),
  nobody: flag('z'),
  dueNow: flag('n'),
  place: number('p'),
  times: number('x'),
  since: moment('f'),
} satisfies Record<KeptField | Exclude<keyof EveryEntry, 'at' | 'version'>, Field>
type EntryField = keyof typeof entryFields

const byMark = new Map(
  Object.entries<Field>(entryFields).map(([name, field]) => [field.mark, { name, ...field }]),
)

/** Whether a stored field's value is a word. */
export const isWordField = (field: string): boolean => byMark.get(field.charAt(0))?.isWord === true

/** How events of this type are kept in a history; undefined if they are not. */
const inHistory = (type: EventType): InHistory<string> | undefined => {
  const { history } = definitionOf(type)
  return history === 'left-out' ? undefined : history
}

/** The history rules of each event type, by code. */
export const entryRules = new Map(
  eventTypes.flatMap(type => {
    const rule = inHistory(type)
    return rule ? [[rule.code, { type, ...rule }] as const] : []
  }),
)

const secondsOf = (at: Instant): string => Math.floor(at / 1000).toString(36)
const safe = (value: string) => value.replaceAll(/[^A-Za-z0-9.-]/g, '-')

function valueText(value: unknown): string {
  if (typeof value === 'number') return value.toString(36)
  return value === true ? '' : safe(String(value))
}

/** A field as it is stored in an entry. */
export const fieldText = (field: string, value: unknown): string =>
  `${entryFields[field as EntryField].mark}${valueText(value)}`

/**
 * An event as a history entry; undefined if it is not kept.
 * @param place its index within the write, if that cannot be derived from the entries before it.
 */
export function entryText(
  event: DomainEvent,
  version: number,
  place: number | undefined,
): string | undefined {
  const rule = inHistory(event.type)
  if (!rule) return undefined
  const { code, keeps, usually = {} } = rule
  const parts = [code, secondsOf(event.at), version.toString(36)]
  const values: Readonly<Record<string, unknown>> = { ...event }
  for (const field of keeps)
    if (values[field] !== undefined && values[field] !== usually[field])
      parts.push(fieldText(field, values[field]))
  if (isDueNow(event)) parts.push(fieldText('dueNow', true))
  if (place !== undefined) parts.push(fieldText('place', place))
  return parts.join(':')
}

/** The range of a date (ECMAScript, "Time Values and Time Range"). */
const isMoment = (at: number): boolean => Math.abs(at) <= 8.64e15

/**
 * Parses an entry.
 * @throws if no version of this system has written it.
 */
export function parseEntry(entry: string): HistoryEntry {
  const [code = '', seconds = '', counter = '', ...fields] = entry.split(':')
  const rule = entryRules.get(code)
  const [at, version] = [Number.parseInt(seconds, 36) * 1000, Number.parseInt(counter, 36)]
  if (!rule || !isMoment(at) || Number.isNaN(version))
    throw new Error(
      `History entry "${entry}" cannot be read: unknown to this version. Deploy the newest version.`,
    )
  const read: Record<string, unknown> = { type: rule.type, at, version, ...rule.usually }
  for (const field of fields) {
    const known = byMark.get(field.charAt(0))
    if (known) read[known.name] = known.read(field.slice(1))
  }
  return read as unknown as HistoryEntry
}
