import type { Field } from './field.ts'
import type { Message, Section } from './messages.ts'

/** What the pages around signing up say. */
export interface JoiningTexts {
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
}
