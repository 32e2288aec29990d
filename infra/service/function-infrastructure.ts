import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { Concurrency } from '../concurrency.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import type { AlarmContext } from '../constructs/runbook-alarm.ts'
import type { Settings } from '../settings.ts'
import type { PagesApi } from './pages-api.ts'
import type { Resources } from './resources.ts'

/** The surroundings of a function in the service stack. */
export interface Surroundings {
  readonly scope: Construct
  readonly settings: Settings
  readonly pages: PagesApi
  readonly resources: Resources
  readonly alarmContext: AlarmContext
}

/** An accepted finding of cdk-nag about a function, with the reason. */
export interface Explanation {
  readonly finding: string
  readonly reason: string
}

/** The infrastructure of a function; everything else is in its contract (`shared/contracts/functions`). */
export interface FunctionInfrastructure {
  /** Lambda's own retries for an asynchronous event, after the first attempt, and until when. */
  readonly retries: { readonly attempts: 0 | 1 | 2; readonly maxEventAgeHours: number }
  /** Its reserved concurrency, which is also the most that it can take from the pages. */
  readonly reserved: 'none' | ((shares: Concurrency) => number)
  /** The table actions by which it reads rows. */
  readonly tableReads: readonly `dynamodb:${string}`[]
  /** The AWS calls of its own code, beside reading rows and secrets, and writing the rows of its contract. */
  readonly calls: (resources: Resources) => PolicyStatement[]
  /** The calls that Lambda makes in its name to read a queue or stream. */
  readonly sourceReads: (resources: Resources) => PolicyStatement[]
  readonly explanations: (resources: Resources) => Explanation[]
  /** Adds its triggers. */
  readonly addTriggers: (started: JourneyFunction, around: Surroundings) => void
  /**
   * How its failures raise an alarm. `as dead letters`: a failed event is retried, and rings if that does not help.
   * `at once`: for functions that work for everybody. `as answers`: a page answers even when it fails, and its
   * answers are counted.
   */
  readonly failuresRing: 'at once' | 'as dead letters' | 'as answers'
  /** Its alarms beside those on failures, which all functions have. */
  readonly addAlarms: (watched: JourneyFunction, around: Surroundings) => void
}

/** For a function without any of a kind. */
export const none = (): [] => []
