import type { FormProblem } from '../contracts/form-problems.ts'
import type { OutcomeOf } from '../domain/decide.ts'
import type { PartOfDay, SignUpPreference, Weekday } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import type { Field } from './field.ts'
import type { Message, Question } from './messages.ts'
import type { MirrorTexts } from './mirror-texts.ts'
import type { ModuleTexts } from './module-texts.ts'
import type { ReflectionTexts } from './reflection-texts.ts'
import type { RoundOfferTexts } from './round-offer.ts'

/** Refusals and faults that a page or a problem document tells. */
export type Trouble =
  | 'bad-request'
  | 'foreign-website'
  | 'not-found'
  | 'wrong-method'
  | 'too-large'
  | 'unsupported'
  | 'wrong-encoding'
  | 'too-many'
  | 'pressed-often'
  | 'not-open'
  | 'unread'
  | 'fault'

/**
 * Why a link does nothing: its time is over; it is broken or meant for something else; a newer sign-up replaced it; it was
 * mailed to an address that they had before; what it asked for was replaced or taken back; it is too late to undo it.
 */
export type LinkTrouble = 'expired' | 'wrong' | 'replaced' | 'moved' | 'withdrawn' | 'not-undone'

/** The words of the pages in one language, but for those of pages that are loaded by themselves. */
export interface PageTexts {
  frame: {
    name: string
    skip: string
    home: string
    privacy: string
    accessibility: string
    findMe: string
    footer: string
    /** Who runs the service; the address to write to follows. */
    help: (organisation: string) => string
    errorTitle: (title: string) => string
    errorSummary: string
    errorPrefix: string
    notice: string
    saved: string
  }
  sectors: Readonly<Record<Sector, string>>
  weekdays: Readonly<Record<Weekday, string>>
  parts: Readonly<Record<PartOfDay, string>>
  /** What to do about each thing that can be wrong in a form. */
  problems: Readonly<Record<FormProblem, string>>
  signUp: Readonly<Record<SignUpPreference, Field>> & {
    title: string
    lead: string
    about: readonly string[]
    heading: string
    email: Field
    firstName: Field
    sector: Field & { none: string }
    role: Field
    /** The wording in force, and every earlier one: what somebody agreed to can be looked up for ever. */
    consent: { current: string; wordings: Readonly<Record<string, string>> }
    consentHint: string
    privacy: string
    trap: string
    button: string
    journeyHeading: string
    journeyLength: (journey: string, modules: number) => string
    /** For whoever comes by the link of somebody who takes part. */
    invited: { greeting: string; text: string }
    embed: { summary: string; paragraphs: readonly string[]; code: string }
  }
  /** To somebody whom no email may reach: it came back, was reported as unwanted, or an operator ended it. */
  unreachable: { title: string; text: string }
  /** What learners write, and share of it. */
  reflections: ReflectionTexts
  /** Joining a round of circles. */
  rounds: RoundOfferTexts
  module: ModuleTexts
  mirror: MirrorTexts
  unsubscribe: Question & { broken: Message }
  /** `open`: behind a private link. */
  left: Readonly<Record<OutcomeOf<'Leave'> | 'open', Message>> & { back: string }
  link: Readonly<Record<LinkTrouble, Message>> & { signUp: string; findMe: string }
  troubles: Readonly<Record<Trouble, Message>>
  home: string
  changed: (date: string) => string
}
