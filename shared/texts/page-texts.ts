import type { FormProblem } from '../contracts/form-problems.ts'
import type { Notice } from '../contracts/notice.ts'
import type { OutcomeOf } from '../domain/decide.ts'
import type { Outcome } from '../domain/decision.ts'
import type { PartOfDay, Weekday } from '../domain/preferences.ts'
import type { Sector } from '../domain/sectors.ts'
import type { Field } from './field.ts'
import type { Message, Question, Section } from './messages.ts'
import type { MirrorTexts } from './mirror-texts.ts'
import type { ModuleTexts } from './module-texts.ts'
import type { ReflectionTexts } from './reflection-texts.ts'
import type { RoundTexts } from './round-texts.ts'

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
  | 'fault'

/** What may become of a press on "erase". */
export type ErasePress = Extract<Outcome, 'done' | 'done-before' | 'link-outdated'>

/**
 * Why a link does nothing: its time is over; it is broken or meant for something else; a newer sign-up replaced it; it was
 * mailed to an address that they had before; what it asked for was replaced or taken back; it is too late to undo it.
 */
export type LinkTrouble = 'expired' | 'wrong' | 'replaced' | 'moved' | 'withdrawn' | 'not-undone'

/** What the page about somebody's details says when it comes again. */
export type DetailsSaved = Extract<Notice, 'details-saved' | 'details-same'>

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
  signUp: {
    title: string
    lead: string
    about: readonly string[]
    heading: string
    email: Field
    firstName: Field
    sector: Field & { none: string }
    role: Field
    days: Field
    parts: Field
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
  /** All journeys that one may sign up for; `others` and `all` stand on the page of one of them. */
  journeys: {
    title: string
    lead: string
    choose: (journey: string) => string
    others: string
    all: string
    /** An address names a journey that is not published. */
    unknown: Message
    /** Above those that are. */
    these: string
  }
  /** The link of a sign-up has run out: a button for a new one. */
  renew: Question & { asked: Message; full: Message }
  /** `slow`: so many sign-ups come that emails like theirs are slowed down. */
  thanks: Message & { slow: string; help: Section }
  /** On the page after the form. Nothing here tells a known address from an unknown one. */
  sent: {
    /** The address that was typed follows. */
    address: string
    correct: { heading: string; field: Field; button: string }
    again: { button: string; asked: { title: string; text: string } }
    /** The page's hour is over. */
    over: Message & { signUp: string }
  }
  /** To get at what is held about oneself by typing an address. Nothing here tells a known address from an unknown one. */
  findMe: Message & {
    field: Field
    button: string
    /** The address to write to follows. */
    byHand: { heading: string; text: string }
    sent: Message & { slow: string; help: Section; hint: string; asked: { title: string; text: string } }
  }
  /** An address looks like a slip: above each button stands an address. */
  slip: Message & { meant: string; typed: string }
  confirm: Question & {
    /** What somebody filled in for this address, so that its owner sees what they confirm. */
    asked: {
      heading: string
      journey: string
      firstName: string
      role: string
      sector: string
      days: string
      parts: string
    }
    /** To who takes part already. */
    join: (journey: string) => Question
    /** To the form, for whom something else was filled in than they want. */
    own: string
  }
  /**
   * `in-already`: they take part by another sign-up than the one that this button confirms. `joined`: another journey is
   * theirs, beside those that they follow.
   */
  confirmed: Readonly<Record<'done' | 'done-before' | 'in-already', Message>> &
    Readonly<Record<'joined' | 'completed-before', (journey: string) => Message>>
  /** To somebody whom no email may reach: it came back, was reported as unwanted, or an operator ended it. */
  unreachable: { title: string; text: string }
  /** What somebody may say of themselves: after confirming (`more`), and to correct it. */
  details: Message & {
    more: Section
    times: string
    timesHint: string
    save: string
    saved: Readonly<Record<DetailsSaved, string>>
  }
  confirmAddress: Question
  addressConfirmed: Message
  undoAddress: Question
  addressUndone: Message
  /** The new address belongs to another sign-up already. */
  addressTaken: Message
  /** What learners write, and share of it. */
  reflections: ReflectionTexts
  /** Joining a round of circles. */
  rounds: RoundTexts
  module: ModuleTexts
  mirror: MirrorTexts
  privateLinkSent: Message
  newAddress: {
    field: Field
    /** While it waits for its confirmation. The address follows `address`. */
    asked: Message & { address: string; correct: string; button: string }
    none: Message & { button: string }
  }
  erased: Readonly<Record<ErasePress, Message>>
  unsubscribe: Question & { broken: Message }
  /** `open`: behind a private link. */
  left: Readonly<Record<OutcomeOf<'Leave'> | 'open', Message>> & { back: string }
  link: Readonly<Record<LinkTrouble, Message>> & { signUp: string; findMe: string }
  troubles: Readonly<Record<Trouble, Message>>
  home: string
  changed: (date: string) => string
}
