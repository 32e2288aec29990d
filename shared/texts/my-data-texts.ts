import type { EstablishedType } from '../domain/domain-event.ts'
import type { PreferenceName } from '../domain/preferences.ts'

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
  fields: Readonly<Record<string, string> & Record<PreferenceName, string>>
  /** What a field may say, by its name and then by the word in the file for programs. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>
}
