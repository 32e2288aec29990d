import type { FunctionName } from './functions.ts'

/** The scheduled rules, by the ends of their names. */
export const schedules = {
  tick: 'deliver-due',
  'fold-statistics': 'publish-events',
  mondays: 'close-mirror',
  circles: 'deal-circles',
} as const satisfies Readonly<Record<string, FunctionName>>
export type ScheduleId = keyof typeof schedules

/** The prefix of a stage's rules on the account's default bus. */
export const rulesOfStage = (stage: string): string => `ShiftWorks-${stage}-`

/** The name in AWS of a scheduled rule. */
export const scheduleName = (stage: string, id: ScheduleId): string => `${rulesOfStage(stage)}${id}`
