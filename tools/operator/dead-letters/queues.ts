import type { FunctionName } from '../../../shared/contracts/functions.ts'
import type { Instant } from '../../../shared/domain/ids.ts'

/** The approximate number of letters in a function's dead-letter queue. */
export interface DeadLetterCount {
  name: FunctionName
  /** All letters, including invisible ones. */
  waiting: number
  /**
   * Letters that somebody is looking at, or has not returned after an interruption. Nobody else gets them for a
   * while.
   */
  outOfSight: number
}

/** A message as a queue hands it out. */
export interface RawDeadLetter {
  id: string
  /** The handle by which the queue removes or releases the letter. */
  receipt: string
  body: string
  /** Where the body of a letter is that was too large for a queue. Deleted with the letter. */
  object?: { bucket: string; key: string }
  /** Message attributes, as EventBridge adds them: `ERROR_CODE`, `RULE_ARN`. */
  attributes: Readonly<Record<string, string>>
  sentAt: Instant
}

/** The dead-letter queues, one for each function, by its name. */
export interface DeadLetterQueues {
  counts(): Promise<DeadLetterCount[]>
  /** Up to ten letters, which are invisible to others for this many seconds; none at the end. */
  take(name: FunctionName, hiddenSeconds: number): Promise<RawDeadLetter[]>
  /** Makes letters visible to others again. */
  release(name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void>
  remove(name: FunctionName, letters: readonly RawDeadLetter[]): Promise<void>
  /** Sends a letter's body to the queue that the function reads. */
  sendBack(name: FunctionName, letter: RawDeadLetter): Promise<void>
  /**
   * Lets SQS move all letters back to the queue that the function reads.
   * @returns the number moved; undefined if SQS cannot.
   */
  moveBack(name: FunctionName, perSecond: number): Promise<number | undefined>
}

/** Invokes functions with events that they failed at. */
export interface Functions {
  /** Invokes asynchronously. Lambda retries as usual, and dead-letters the event if it fails again. */
  invoke(name: FunctionName, event: unknown): Promise<void>
}
