import type { Field } from './field.ts'
import type { Message, Section } from './messages.ts'

/** The texts of the pages around signing up. */
export interface JoiningTexts {
  /** The journeys that are open for sign-up. `others` and `all` are on the page of a single journey. */
  journeys: {
    title: string
    lead: string
    choose: (journey: string) => string
    others: string
    all: string
    /** The address names a journey that is not published. */
    unknown: Message
    /** The heading above the published journeys. */
    these: string
  }
  /** `slow`: during a wave of sign-ups, emails like theirs are slowed down. */
  thanks: Message & { slow: string; help: Section }
  /** The page after the form. It reads the same for known and unknown addresses. */
  sent: {
    /** The address that was typed follows. */
    address: string
    correct: { heading: string; field: Field; button: string }
    again: { button: string; asked: { title: string; text: string } }
    /** The page has expired after an hour. */
    over: Message & { signUp: string }
  }
  /** A form to get at one's data by typing an address. It reads the same for known and unknown addresses. */
  findMe: Message & {
    field: Field
    button: string
    /** The address to write to follows. */
    byHand: { heading: string; text: string }
    sent: Message & { slow: string; help: Section; hint: string; asked: { title: string; text: string } }
  }
  /** An address looks mistyped. Above each button is one of the two addresses. */
  slip: Message & { meant: string; typed: string }
}
