import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Concurrency } from '../concurrency.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import type { AlarmContext } from '../constructs/runbook-alarm.ts'
import type { Settings } from '../settings.ts'
import type { PagesApi } from './pages-api.ts'
import type { Resources } from './resources.ts'

/** What is around a function in the service stack. */
export interface Surroundings {
  readonly scope: Construct
  readonly settings: Settings
  readonly pages: PagesApi
  readonly resources: Resources
  readonly alarmContext: AlarmContext
}

/** A finding of cdk-nag about a function that is let stand, and why. */
export interface Explanation {
  readonly finding: string
  readonly reason: string
}

/** What only the infrastructure knows of a function; the rest is its contract (`shared/contracts/functions`). */
export interface FunctionInfrastructure {
  /** Tries by Lambda itself, after the first, for an event that nobody waits for, and until when. */
  readonly retries: { readonly attempts: 0 | 1 | 2; readonly maxEventAgeHours: number }
  /** How many invocations are reserved for it, which is also the most that it can take away from the pages. */
  readonly reserved: 'none' | ((shares: Concurrency) => number)
  /** How it reads rows. */
  readonly tableReads: readonly `dynamodb:${string}`[]
  /** The AWS calls of its own code beside reading rows and secrets, and writing the rows that its contract names. */
  readonly calls: (resources: Resources) => PolicyStatement[]
  /** What Lambda needs, in its name, to read a queue or a stream for it. */
  readonly sourceReads: (resources: Resources) => PolicyStatement[]
  readonly explanations: (resources: Resources) => Explanation[]
  /** What starts it. */
  readonly addTriggers: (started: JourneyFunction, around: Surroundings) => void
  /**
   * How its failures come to somebody's ears. What fails at one event is tried again and rings as a dead letter if that
   * does not help; what works for everybody rings at once; a page answers even when it fails, and its answers are counted.
   */
  readonly failuresRing: 'at once' | 'as dead letters' | 'as answers'
  /** Its alarms beside those on failures, which all functions share. */
  readonly addAlarms: (watched: JourneyFunction, around: Surroundings) => void
}

/** For a function of which there is nothing of a kind. */
export const none = (): [] => []
