import { isDueNow } from '../domain/due-now.ts'
import type { Fact, FactType } from '../domain/facts.ts'
import type { Epoch, Instant } from '../domain/ids.ts'
import type { Sector } from '../domain/sectors.ts'
import { mostRefusals } from '../domain/sending-policy.ts'
import { addFolded, foldMarks, isFolded, squeezed } from './history-folds.ts'

/**
 * One or two letters a fact type: a history lives in the row it tells of, and a row of up to 1 KB costs one write unit.
 * Never reuse a code. Claims are left out: what became of them is told by the fact that settles them.
 */
const codes: Readonly<Partial<Record<FactType, string>>> = {
  SignUpRequested: 'sr',
  SignUpConfirmed: 'sc',
  LetterRequested: 'lr',
  LetterWithheld: 'lw',
  LetterEmailed: 'le',
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
const types = new Map(Object.entries(codes).map(([type, code]) => [code, type as FactType]))

/** Told again and again while a trouble lasts, or by somebody who plays with the form. A recount leaves them out. */
export const repeatingTypes: readonly FactType[] = [
  'EmailDeferred',
  'EmailTurnedBack',
  'EmailOutcomeUnknown',
  'SignUpRequested',
  'LetterWithheld',
  'EmailBounced',
]

/** What the bus was told of a fact beside what it was about, so that it can be told again just so. */
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
  type: FactType
  /** Of a run of the same that is folded into this, the last: how many there were, and when the first was. */
  times?: number
  since?: Instant
  /** Its place in its write, from 0, where the entries beside it may be gone. */
  place?: number
  /** To the second. */
  at: Instant
  /** The version of the row that this was written with: with the place in it, the fact's identity. */
  version: number
  /** The module, the journey that a sign-up is for, the reason, or what else the fact was about. */
  about?: string
}

const about = (fact: Fact): string | undefined => {
  if (fact.type === 'SignUpRequested' || fact.type === 'SignUpConfirmed') return fact.journeyId
  if ('moduleId' in fact) return fact.moduleId
  if ('reason' in fact) return fact.reason
  if ('kind' in fact) return fact.kind
  if ('by' in fact) return fact.by
  if ('via' in fact) return fact.via
  if ('code' in fact) return fact.code
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

function toldOf(fact: Fact): string[] {
  switch (fact.type) {
    case 'SignUpRequested':
      return [`e${fact.epoch}`, `q${fact.request}`, ...(fact.sector ? [`s${fact.sector}`] : [])]
    case 'SignUpConfirmed':
      return [`e${fact.epoch}`, `q${fact.request}`]
    case 'LearnerImported':
      return [`e${fact.epoch}`]
    case 'JourneyStarted':
      return [`e${fact.epoch}`, ...(isDueNow(fact) ? ['n'] : [])]
    case 'LetterRequested':
      return isDueNow(fact) ? [] : ['l']
    case 'JourneyResumed':
      return isDueNow(fact) ? ['n'] : []
    case 'ModuleCompleted':
      return [...(isDueNow(fact) ? ['n'] : []), ...(fact.via === 'page' ? [] : [`v${fact.via}`])]
    case 'EmailFailed':
      return (fact.times ?? 0) >= mostRefusals ? ['g'] : []
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
function toEntry(code: string, fact: Fact, version: number, place: number | undefined): string {
  const told = [...toldOf(fact), ...(place === undefined ? [] : [`p${place.toString(36)}`])]
  const detail = about(fact) ?? (told.length > 0 ? '' : undefined)
  const head = [code, seconds(fact.at), version.toString(36)]
  return [...head, ...(detail === undefined ? [] : [safe(detail)]), ...told].join(':')
}

/** A row's history with these facts added. */
export function addToHistory(history: string, facts: readonly Fact[], version: number): string {
  const entries = history === '' ? [] : history.split(' ')
  const told = facts.flatMap(fact => {
    const code = codes[fact.type]
    return code === undefined ? [] : [{ code, fact }]
  })
  for (const [place, { code, fact }] of told.entries()) {
    const mayStandAlone = told.slice(0, place).some(before => isFolded(before.code))
    addFolded(entries, toEntry(code, fact, version, mayStandAlone ? place : undefined))
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
