import { type EventBridgeClient, type Rule, RuleState } from '@aws-sdk/client-eventbridge'
import {
  rulesOfStage,
  type ScheduleId,
  scheduleName,
  schedules,
} from '../../../shared/contracts/schedules.ts'
import type { ScheduleState, Schedules } from '../status/schedules.ts'
import { rulesOf } from './list-rules.ts'

function stateOf(rule: Rule | undefined): ScheduleState {
  if (!rule) return 'missing'
  return rule.State === RuleState.DISABLED ? 'off' : 'on'
}

/** Reads whether the scheduled rules of a stage are enabled. */
export async function readSchedules(client: EventBridgeClient, stage: string): Promise<Schedules> {
  const rules = await rulesOf(client, 'default', rulesOfStage(stage))
  const ids = Object.keys(schedules) as ScheduleId[]
  const states = ids.map(id => [id, stateOf(rules.find(({ Name }) => Name === scheduleName(stage, id)))])
  return Object.fromEntries(states) as Schedules
}
