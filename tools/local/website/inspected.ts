import type { DescribeLearner } from '../learners.ts'
import type { Running } from '../run-wiring.ts'
import type { Activity } from '../time/activity.ts'
import type { Agenda } from '../time/agenda.ts'
import type { Clock } from '../time/clock.ts'
import type { TimeTravel } from '../time/time-travel.ts'

/** What the local pages show. */
export type Inspected = Pick<Running, 'inbox' | 'events' | 'log' | 'functions' | 'faults'> & {
  /** `http://localhost:3000` */
  website: string
  /** `http://127.0.0.1:4566` */
  aws: string
  clock: Clock
  travel: TimeTravel
  activity: Activity
  agenda: Agenda
  describeLearner: DescribeLearner
  /** Resolves once nothing is in flight. */
  settled(): Promise<void>
}
