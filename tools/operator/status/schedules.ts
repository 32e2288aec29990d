import { type ScheduleId, scheduleName, schedules } from '../../../shared/contracts/schedules.ts'

/** The state of a scheduled rule. */
export type ScheduleState = 'on' | 'off' | 'missing'

/** The rules that start functions by the clock. */
export type Schedules = Readonly<Record<ScheduleId, ScheduleState>>

/** The rules that start nothing, each with the command that repairs it. */
export function scheduleTroubles(stage: string, states: Schedules): string[] {
  const ids = Object.keys(schedules) as ScheduleId[]
  return ids.flatMap(id => {
    const [name, started] = [scheduleName(stage, id), schedules[id]]
    if (states[id] === 'on') return []
    return states[id] === 'off'
      ? [
          `${started} does not run by the clock, as its rule is switched off: aws events enable-rule --name ${name}`,
        ]
      : [`${started} does not run by the clock, as there is no rule ${name}: deploy the service stack again.`]
  })
}
