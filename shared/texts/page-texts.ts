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

/** Refusals and faults that a page or a problem document reports. */
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
 * Why a link does nothing: it has expired; it is broken or of another kind; a newer sign-up replaced it; it was
 * mailed to an earlier address; its request was replaced or withdrawn; it is too late to undo.
 */
export type LinkTrouble = 'expired' | 'wrong' | 'replaced' | 'moved' | 'withdrawn' | 'not-undone'

/** The texts of pages in one language, except those that are loaded separately. */
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
  /** How to correct each problem in a form. */
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
    /** The current consent wording and all earlier ones, so that what somebody agreed to can always be looked up. */
    consent: { current: string; wordings: Readonly<Record<string, string>> }
    consentHint: string
    privacy: string
    trap: string
    button: string
    journeyHeading: string
    journeyLength: (journey: string, modules: number) => string
    /** For visitors who come by the invitation of a learner. */
    invited: { greeting: string; text: string }
    embed: { summary: string; paragraphs: readonly string[]; code: string }
  }
  /** For learners whose email is blocked: it bounced, was reported as spam, or an operator ended it. */
  unreachable: { title: string; text: string }
  /** Texts about what learners write and share. */
  reflections: ReflectionTexts
  /** Joining a round of circles. */
  rounds: RoundOfferTexts
  module: ModuleTexts
  mirror: MirrorTexts
  unsubscribe: Question & { broken: Message }
  /** `open`: before the press, behind a private link. */
  left: Readonly<Record<OutcomeOf<'Leave'> | 'open', Message>> & { back: string }
  link: Readonly<Record<LinkTrouble, Message>> & { signUp: string; findMe: string }
  troubles: Readonly<Record<Trouble, Message>>
  home: string
  changed: (date: string) => string
}
