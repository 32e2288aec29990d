import { Duration } from 'aws-cdk-lib'
import { type EventPattern, Rule, RuleTargetInput, type Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { ownSource } from '../../shared/contracts/bus-rules.ts'
import type { OwnEvents } from '../../shared/contracts/function-contract.ts'
import { type ScheduleId, scheduleName } from '../../shared/contracts/schedules.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import type { Surroundings } from './function-infrastructure.ts'

/** EventBridge's retries before it gives up an event: for a day. */
export const triedForADay = { retryAttempts: 185, maxEventAge: Duration.hours(24) }

/** Starts a function by events of our bus. The rule has the function's name, because replays address rules by name. */
export function reactOnBus(
  reaction: JourneyFunction,
  { scope, resources }: Surroundings,
  eventPattern: EventPattern,
): void {
  new Rule(scope, `${reaction.name}-rule`, {
    eventBus: resources.data.bus,
    ruleName: reaction.name,
    eventPattern,
    targets: [
      new LambdaFunction(reaction.lambda, { deadLetterQueue: reaction.deadLetters, ...triedForADay }),
    ],
  })
}

/** The pattern of this system's own events. */
export const ownEvents = (events: OwnEvents): EventPattern => ({
  source: [ownSource],
  ...('dueNow' in events ? { detail: { dueNow: [events.dueNow] } } : { detailType: [...events.detailType] }),
})

/** A schedule, and the input of each start. */
export interface Timetable {
  readonly id: ScheduleId
  readonly schedule: Schedule
  readonly event: object
  readonly maxEventAge: Duration
}

/** Starts a function on a schedule. A failed start is not retried, because the next one comes soon. */
export function startOnSchedule(
  { lambda, deadLetters }: JourneyFunction,
  { scope, settings }: Surroundings,
  { id, schedule, event, maxEventAge }: Timetable,
): void {
  new Rule(scope, id, {
    ruleName: scheduleName(settings.stage, id),
    schedule,
    targets: [
      new LambdaFunction(lambda, {
        deadLetterQueue: deadLetters,
        maxEventAge,
        retryAttempts: 0,
        event: RuleTargetInput.fromObject(event),
      }),
    ],
  })
}
