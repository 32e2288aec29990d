import type { DomainEvent } from './domain-event.ts'
import type { Email } from './email.ts'
import type { JourneyId } from './ids.ts'
import type { Journey } from './journey.ts'

/** What the engine answers: the events that follow, and how a page or a worker should speak of it. */
export interface Decision<O extends Outcome = Outcome> {
  outcome: O
  events: readonly DomainEvent[]
  /** With `claimed`: the email to send once the events are stored. */
  email?: Email
}

/** What became of a command, for whoever asked. */
export type Outcome =
  /** Done, or done before: the same to whoever asked. */
  | 'done'
  | 'done-before'
  /** It was asked for already, and is on its way. */
  | 'asked-before'
  /** Does not fit this person or moment, and changes nothing. */
  | 'link-outdated'
  /** They take part already, by another sign-up or an import. */
  | 'in-already'
  /** Another journey is theirs beside those that they follow. */
  | 'joined'
  /** They have been through all of that journey. */
  | 'completed-before'
  /** Somebody confirmed it once, and has taken part since. */
  | 'confirmed-before'
  | 'not-a-learner'
  | 'no-such-journey'
  /** Asks for what only a module that is done has. */
  | 'not-done-yet'
  | 'journey-over'
  /** Every module of a journey that is meant for them has come. */
  | 'nothing-left'
  /** The journey is paused, or SES has rejected its emails. */
  | 'at-rest'
  | 'on-a-break'
  /** It comes, and later: they have had an email that day. */
  | 'one-a-day'
  /** They have a module before them that is not done. */
  | 'has-module'
  /** A newer request has taken the place of this one. */
  | 'replaced'
  | 'too-often'
  /** What was to be planned would come when it is of no use any more. */
  | 'too-late'
  /** So many account emails have gone to that mailbox lately that another would come too late. */
  | 'mailbox-full'
  /** Their address has changed so often lately that it has to rest. */
  | 'moved-often'
  /** Delivery: an email is claimed, is on its way already, something else changed, or there is nothing to do now. */
  | 'claimed'
  | 'rescheduled'
  | 'nothing-due'
  | 'in-flight'
  | 'needs-evidence'

/** The published journeys that a decision may look at, by id, each in its current version. */
export type Journeys = Readonly<Record<JourneyId, Journey>>

/** A decision that nothing follows from, and why. */
export const nothing = <O extends Outcome>(outcome: O): Decision<O> => ({ outcome, events: [] })
