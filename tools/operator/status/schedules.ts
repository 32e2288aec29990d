import { type ScheduleId, scheduleName, schedules } from '../../../shared/contracts/schedules.ts'

/** Whether a rule starts its function: it is on, switched off, or not there at all. */
export type ScheduleState = 'on' | 'off' | 'missing'

/** The rules that start functions by the clock. */
export type Schedules = Readonly<Record<ScheduleId, ScheduleState>>

/** What nothing starts any more, each with what starts it again. */
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
