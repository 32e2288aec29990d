import type { EstablishedType, EventOf, KeptField } from '../domain/domain-event.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { Learner } from '../domain/learner.ts'
import type { PreferenceName } from '../domain/preferences.ts'

/** What only our system reads: random marks, keyed hashes and counts, and when it looks next. */
export const marks = [
  'id',
  'epoch',
  'version',
  'journeyVersion',
  'voice',
  'request',
  'confirmed',
  'occurrence',
  'addressHash',
  'newAddressHash',
  'addressVersion',
  'addressChange',
  'addressUndos',
  'origin',
  'newOrigin',
  'origins',
  'emailCount',
  'linksAsked',
  'linksAskedFrom',
  'presses',
  'dueAt',
  'rejections',
  'questionVersion',
] as const

/** What is told of a person, of a journey of theirs and of what happened, field by field. */
type Told = Exclude<
  KeptField | PreferenceName | keyof Learner | keyof Enrolment,
  (typeof marks)[number] | 'enrolments' | 'accountEmails' | 'claim' | 'replies'
>

/** What a field of a history may say, where that is one of a few words. */
type Said<F extends KeptField> = {
  [T in EstablishedType]: F extends KeptField<T> & keyof EventOf<T>
    ? string extends EventOf<T>[F]
      ? never
      : Extract<EventOf<T>[F], string>
    : never
}[EstablishedType]
/** Those fields, but for the sector, which the pages have words for. */
type InWords = Exclude<{ [F in KeptField]: [Said<F>] extends [never] ? never : F }[KeptField], 'sector'>

/** The words of what is held about somebody, as they get it to read. */
export interface MyDataTexts {
  title: string
  /** What the page leaves out, and where it stands. */
  lead: string
  /** Where so many parts cannot be read. @param contact whom to write to. */
  notRead: (parts: number, contact: string) => string
  journeysHeading: string
  happened: string
  when: (zone: string) => string
  what: string
  more: string
  /** Said of each thing that happened. */
  happenings: Readonly<Record<EstablishedType, string>>
  /** How a field is called, by its name in the file for programs. */
  fields: Readonly<Record<string, string> & Record<Told, string>>
  /** What a field may say, by its name and then by the word in the file for programs. */
  values: Readonly<
    Record<string, Readonly<Record<string, string>>> & {
      [F in InWords]: Readonly<Record<Said<F>, string>>
    }
  >
}
