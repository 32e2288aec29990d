import type { DomainEvent } from './domain-event.ts'
import type { Email } from './email.ts'
import type { JourneyId } from './ids.ts'
import type { Journey } from './journey.ts'

/** The engine's answer: the events to store, and the outcome for the caller. */
export interface Decision<O extends Outcome = Outcome> {
  outcome: O
  events: readonly DomainEvent[]
  /** With `claimed`: the email to send once the events are stored. */
  email?: Email
}

/** The outcome of a command, for its caller. */
export type Outcome =
  /** Done now, or done before; for the sender of the command the same. */
  | 'done'
  | 'done-before'
  /** Requested already, and on its way. */
  | 'asked-before'
  /** Does not fit this person or this moment; nothing changed. */
  | 'link-outdated'
  /** The person takes part already, by another sign-up or an import. */
  | 'in-already'
  /** Another journey was added to those that the learner follows. */
  | 'joined'
  /** The learner has completed that journey. */
  | 'completed-before'
  /** Confirmed once, and the learner has taken part since. */
  | 'confirmed-before'
  | 'not-a-learner'
  | 'no-such-journey'
  /** Needs a module that is done. */
  | 'not-done-yet'
  | 'journey-over'
  /** Every module of the journey that is meant for the learner has been sent. */
  | 'nothing-left'
  /** The journey is paused, or SES rejected its emails. */
  | 'at-rest'
  | 'on-a-break'
  /** Will happen on the next day: the learner had an email today. */
  | 'one-a-day'
  /** The learner has a module that is not done. */
  | 'has-module'
  /** A newer request has replaced this one. */
  | 'replaced'
  | 'too-often'
  /** It would come when it is useless. */
  | 'too-late'
  /** That mailbox has had so many account emails recently that another would come too late. */
  | 'mailbox-full'
  /** The address has changed too often recently. */
  | 'moved-often'
  /** Of delivery: an email is claimed, is in flight already, something else changed, or there is nothing to do now. */
  | 'claimed'
  | 'rescheduled'
  | 'nothing-due'
  | 'in-flight'
  | 'needs-evidence'

/** The published journeys that a decision may use, by id, each in its current version. */
export type Journeys = Readonly<Record<JourneyId, Journey>>

/** A decision without events, and its reason. */
export const nothing = <O extends Outcome>(outcome: O): Decision<O> => ({ outcome, events: [] })
