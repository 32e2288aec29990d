import type { DomainEvent, EventType } from '../domain/domain-event.ts'
import { isDueNow } from '../domain/due-now.ts'
import type { Epoch, Instant } from '../domain/ids.ts'
import type { Sector } from '../domain/sectors.ts'
import { maxRejections } from '../domain/sending-policy.ts'
import { addFolded, foldMarks, isFolded, squeezed } from './history-folds.ts'

/**
 * One or two letters an event type: a history lives in the row it tells of, and a row of up to 1 KB costs one write unit.
 * Never reuse a code. Claims are left out: what became of them is told by the event that settles them.
 */
const codes: Readonly<Partial<Record<EventType, string>>> = {
  SignUpRequested: 'sr',
  SignUpConfirmed: 'sc',
  AccountEmailRequested: 'lr',
  AccountEmailWithheld: 'lw',
  AccountEmailSent: 'le',
  JourneyStarted: 'js',
  JourneyNotStarted: 'jn',
  ModuleEmailed: 'm',
  ReminderEmailed: 'r',
  PauseEmailed: 'pe',
  ModuleCompleted: 'd',
  ModuleRetired: 'mr',
  JourneyPaused: 'jp',
  JourneyResumed: 'jr',
  JourneyCompleted: 'jc',
  EmailDeferred: 'w',
  EmailOutcomeUnknown: 'u',
  EmailAbsenceProven: 'a',
  EmailTurnedBack: 'tb',
  EmailFailed: 'ef',
  PreferencesChanged: 'pc',
  AddressChangeRequested: 'ar',
  AddressChanged: 'ac',
  AddressChangeUndone: 'au',
  OldAddressForgotten: 'af',
  Unsubscribed: 'un',
  EmailBounced: 'b',
  EmailComplained: 'c',
  LearnerImported: 'im',
  LearnerSuppressed: 'su',
  SuppressionLifted: 'sl',
  ModuleResendRequested: 'rr',
  LearnerErased: 'x',
}
const types = new Map(Object.entries(codes).map(([type, code]) => [code, type as EventType]))

/** Told again and again while a trouble lasts, or by somebody who plays with the form. A recount leaves them out. */
export const repeatingTypes: readonly EventType[] = [
  'EmailDeferred',
  'EmailTurnedBack',
  'EmailOutcomeUnknown',
  'SignUpRequested',
  'AccountEmailWithheld',
  'EmailBounced',
]

/** What the bus was told of an event beside what it was about, so that it can be told again just so. */
interface Told {
  /** Whether something was due because of it at that very moment. */
  dueNow?: true
  /** The life of the learner in which it happened, or that began with it. */
  epoch?: Epoch
  sector?: Sector
  /** The door it came through, if not the page. */
  via?: string
  /** SES has refused it so often that it is not tried again. */
  givenUp?: true
  /** A letter that did not go at once, though most do. */
  later?: true
  /** The number of the sign-up that was asked for or confirmed, as text. */
  request?: string
}

/** One thing that happened, as short as it is stored. */
export interface HistoryEntry extends Told {
  type: EventType
  /** Of a run of the same that is folded into this, the last: how many there were, and when the first was. */
  times?: number
  since?: Instant
  /** Its place in its write, from 0, where the entries beside it may be gone. */
  place?: number
  /** To the second. */
  at: Instant
  /** The version of the row that this was written with: with the place in it, the event's identity. */
  version: number
  /** The module, the journey that a sign-up is for, the reason, or what else the event was about. */
  about?: string
}

const about = (event: DomainEvent): string | undefined => {
  if (event.type === 'SignUpRequested' || event.type === 'SignUpConfirmed') return event.journeyId
  if ('moduleId' in event) return event.moduleId
  if ('reason' in event) return event.reason
  if ('kind' in event) return event.kind
  if ('by' in event) return event.by
  if ('via' in event) return event.via
  if ('code' in event) return event.code
  return undefined
}

const seconds = (at: Instant) => Math.floor(at / 1000).toString(36)
const safe = (text: string) => text.replaceAll(/[^A-Za-z0-9.-]/g, '-')

/** Each by one letter, and only where nothing else in the row tells it. */
const marks: Readonly<Record<string, keyof Told>> = {
  n: 'dueNow',
  e: 'epoch',
  s: 'sector',
  v: 'via',
  g: 'givenUp',
  q: 'request',
  l: 'later',
}

function toldOf(event: DomainEvent): string[] {
  switch (event.type) {
    case 'SignUpRequested':
      return [`e${event.epoch}`, `q${event.request}`, ...(event.sector ? [`s${event.sector}`] : [])]
    case 'SignUpConfirmed':
      return [`e${event.epoch}`, `q${event.request}`]
    case 'LearnerImported':
      return [`e${event.epoch}`]
    case 'JourneyStarted':
      return [`e${event.epoch}`, ...(isDueNow(event) ? ['n'] : [])]
    case 'AccountEmailRequested':
      return isDueNow(event) ? [] : ['l']
    case 'JourneyResumed':
      return isDueNow(event) ? ['n'] : []
    case 'ModuleCompleted':
      return [...(isDueNow(event) ? ['n'] : []), ...(event.via === 'page' ? [] : [`v${event.via}`])]
    case 'EmailFailed':
      return (event.rejections ?? 0) >= maxRejections ? ['g'] : []
    default:
      return []
  }
}

const parseTold = (told: readonly string[]): Told =>
  Object.fromEntries(
    told.flatMap(text => {
      const field = marks[text.charAt(0)]
      return field ? [[field, text.slice(1) || true]] : []
    }),
  )

/** How often, since when, and at which place: numbers in base 36. */
function parseNumbers(told: readonly string[]): Pick<HistoryEntry, 'times' | 'since' | 'place'> {
  const numberOf = (mark: string) => {
    const text = told.find(one => one.startsWith(mark))
    return text === undefined ? undefined : Number.parseInt(text.slice(1), 36)
  }
  const [times, since, place] = [numberOf(foldMarks.times), numberOf(foldMarks.since), numberOf('p')]
  return {
    ...(times !== undefined && { times }),
    ...(since !== undefined && { since: since * 1000 }),
    ...(place !== undefined && { place }),
  }
}

/** @param place in its write, where it cannot be told from the entries before it. */
function toEntry(code: string, event: DomainEvent, version: number, place: number | undefined): string {
  const told = [...toldOf(event), ...(place === undefined ? [] : [`p${place.toString(36)}`])]
  const detail = about(event) ?? (told.length > 0 ? '' : undefined)
  const head = [code, seconds(event.at), version.toString(36)]
  return [...head, ...(detail === undefined ? [] : [safe(detail)]), ...told].join(':')
}

/** A row's history with these events added. */
export function addToHistory(history: string, events: readonly DomainEvent[], version: number): string {
  const entries = history === '' ? [] : history.split(' ')
  const told = events.flatMap(event => {
    const code = codes[event.type]
    return code === undefined ? [] : [{ code, event }]
  })
  for (const [place, { code, event }] of told.entries()) {
    const mayStandAlone = told.slice(0, place).some(before => isFolded(before.code))
    addFolded(entries, toEntry(code, event, version, mayStandAlone ? place : undefined))
  }
  return squeezed(entries).join(' ')
}

/** What a date can hold (ECMAScript, "Time Values and Time Range"). */
const isMoment = (at: number): boolean => Math.abs(at) <= 8.64e15

/** Reads a stored history. Throws on an entry that no version of this system has written. */
export function parseHistory(history: string): HistoryEntry[] {
  if (history === '') return []
  return history.split(' ').map(entry => {
    const [code = '', at = '', version = '', detail = '', ...told] = entry.split(':')
    const type = types.get(code)
    const read = { at: Number.parseInt(at, 36) * 1000, version: Number.parseInt(version, 36) }
    if (!type || !isMoment(read.at) || Number.isNaN(read.version))
      throw new Error(
        `History entry "${entry}" cannot be read: unknown to this version. Deploy the newest version.`,
      )
    return {
      type,
      ...read,
      ...(detail !== '' && { about: detail }),
      ...parseTold(told),
      ...parseNumbers(told),
    }
  })
}
