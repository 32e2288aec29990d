import type { EstablishedType, EventOf, KeptField } from '../domain/domain-event.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { Learner } from '../domain/learner.ts'
import type { PreferenceName, Preferences } from '../domain/preferences.ts'

/** Fields that only the system uses: random ids, keyed hashes and counts, and the time of the next check. */
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

/** The fields shown of a person, of their journeys and of their history. */
type Told = Exclude<
  KeptField | PreferenceName | keyof Learner | keyof Enrolment,
  (typeof marks)[number] | 'enrolments' | 'accountEmails' | 'claim' | 'replies'
>

/** The possible values of a history's field, if these are a fixed list. */
type Said<F extends KeptField> = {
  [T in EstablishedType]: F extends KeptField<T> & keyof EventOf<T>
    ? string extends EventOf<T>[F]
      ? never
      : Extract<EventOf<T>[F], string>
    : never
}[EstablishedType]
/** Those fields without the sector, which the pages have texts for. */
type InWords = Exclude<{ [F in KeptField]: [Said<F>] extends [never] ? never : F }[KeptField], 'sector'>

/** The preferences whose value is one of a fixed list. */
type Listed = {
  [N in PreferenceName]-?: NonNullable<Preferences[N]> extends string
    ? string extends NonNullable<Preferences[N]>
      ? never
      : N
    : never
}[PreferenceName]

/** The texts of the page with the data stored about somebody. */
export interface MyDataTexts {
  title: string
  /** What the page leaves out, and where to find that. */
  lead: string
  /**
   * @param parts the number of parts that cannot be read
   * @param contact the address to write to
   */
  notRead: (parts: number, contact: string) => string
  journeysHeading: string
  happened: string
  when: (zone: string) => string
  what: string
  more: string
  /** The description of each event type. */
  happenings: Readonly<Record<EstablishedType, string>>
  /** The label of each field, by its name in the JSON file. */
  fields: Readonly<Record<string, string> & Record<Told, string>>
  /** The labels of a field's values, by the field's name and then by the value in the JSON file. */
  values: Readonly<
    Record<string, Readonly<Record<string, string>>> & {
      [F in InWords]: Readonly<Record<Said<F>, string>>
    } & {
      [N in Listed]: Readonly<Record<NonNullable<Preferences[N]>, string>>
    }
  >
}
