import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

/** How many letters wait in the dead-letter queue of a function; SQS counts roughly. */
export interface DeadLetterCount {
  name: FunctionName
  /** All of them, those out of sight too. */
  waiting: number
  /** Handed to somebody who looks at them now, or who was cut off: nobody else is handed these for a while. */
  outOfSight: number
}

/** A message as a queue hands it out. */
export interface RawDeadLetter {
  id: string
  /** What the queue wants back when the letter is removed or released. */
  receipt: string
  body: string
  /** Where the body lies, of what was too large for a queue; it goes when the letter is removed. */
  object?: { bucket: string; key: string }
  /** Message attributes, as EventBridge adds them: `ERROR_CODE`, `RULE_ARN`. */
  attributes: Readonly<Record<string, string>>
  sentAt: Instant
}

/** The dead-letter queues, one a function and called as it. */
export interface DeadLetterQueues {
  counts(): Promise<DeadLetterCount[]>
  /** Up to ten letters, which nobody is handed again for so many seconds; none at the end. */
  take(name: FunctionName, hiddenSeconds: number): Promise<RawDeadLetter[]>
  /** Lets letters be taken again at once. */
  release(name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void>
  remove(name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void>
  /** Puts a letter's body into the queue that the function reads. */
  sendBack(name: FunctionName, letter: RawDeadLetter): Promise<void>
  /**
   * Has SQS itself move everything back into the queue that the function reads.
   * @returns how many were moved; undefined where SQS cannot.
   */
  moveBack(name: FunctionName, perSecond: number): Promise<number | undefined>
}

/** The functions, for starting one with an event that it failed at. */
export interface Functions {
  /** Hands the event over; Lambda tries it as often as ever, and keeps it in the dead-letter queue if it fails again. */
  invoke(name: FunctionName, event: unknown): Promise<void>
}
