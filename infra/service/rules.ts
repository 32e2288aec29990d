import { Duration } from 'aws-cdk-lib'
import { type EventPattern, Rule, RuleTargetInput, type Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { ownSource } from '../../shared/contracts/bus-rules.ts'
import type { OwnEvents } from '../../shared/contracts/function-contract.ts'
import { type ScheduleId, scheduleName } from '../../shared/contracts/schedules.ts'
import type { JourneyFunction } from '../constructs/journey-function.ts'
import type { Surroundings } from './function-infrastructure.ts'

/** What EventBridge does before it gives an event up: tries for a day. */
export const triedForADay = { retryAttempts: 185, maxEventAge: Duration.hours(24) }

/** Starts a function by events of our bus. The rule has the function's name, because a replay is addressed to rules by name. */
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

/** The pattern of events of our own source. */
export const ownEvents = (events: OwnEvents): EventPattern => ({
  source: [ownSource],
  ...('dueNow' in events ? { detail: { dueNow: [events.dueNow] } } : { detailType: [...events.detailType] }),
})

/** When a function is started, and with what. */
export interface Timetable {
  readonly id: ScheduleId
  readonly schedule: Schedule
  readonly event: object
  readonly maxEventAge: Duration
}

/** Starts a function again and again. A start that fails is not tried again: the next one is better. */
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
