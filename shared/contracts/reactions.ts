import { type BusType, type EventDetail, mayBeDue } from './bus.ts'
import type { OwnEvents } from './function-contract.ts'
import { type FunctionName, functionContracts, functionNames } from './functions.ts'

/** A function that events of our own bus start, and the rule of that name. */
export type EventRule = {
  [Name in FunctionName]: (typeof functionContracts)[Name] extends { readonly reactsTo: OwnEvents }
    ? Name
    : never
}[FunctionName]

export const isEventRule = (name: string): name is EventRule =>
  Object.hasOwn(functionContracts, name) && 'reactsTo' in functionContracts[name as FunctionName]

/** The rules that events of our own bus start. */
export const eventRules: readonly EventRule[] = functionNames.filter(isEventRule)

const startsBy = (events: OwnEvents, type: BusType, { dueNow }: Pick<EventDetail, 'dueNow'>): boolean =>
  'dueNow' in events ? dueNow : (events.detailType as readonly string[]).includes(type)

/** The rules that events of this type may start. */
export const rulesThatMayStart = (type: BusType): EventRule[] =>
  eventRules.filter(rule => startsBy(functionContracts[rule].reactsTo, type, { dueNow: mayBeDue(type) }))

/** The rules that an event on the bus starts. */
export const rulesFor = (type: BusType, detail: EventDetail): EventRule[] =>
  eventRules.filter(rule => startsBy(functionContracts[rule].reactsTo, type, detail))
