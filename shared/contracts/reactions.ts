import { type BusType, type EventDetail, mayBeDue } from './bus.ts'
import type { OwnEvents } from './function-contract.ts'
import { type FunctionName, functionContracts, functionNames } from './functions.ts'

/** A function with a rule of the same name for events on our own bus. */
export type EventRule = {
  [Name in FunctionName]: (typeof functionContracts)[Name] extends { readonly reactsTo: OwnEvents }
    ? Name
    : never
}[FunctionName]

/** Whether a name is that of a rule for events on the bus. */
export const isEventRule = (name: string): name is EventRule =>
  Object.hasOwn(functionContracts, name) && 'reactsTo' in functionContracts[name as FunctionName]

/** The rules for events on our own bus. */
export const eventRules: readonly EventRule[] = functionNames.filter(isEventRule)

const startsBy = (events: OwnEvents, type: BusType, { dueNow }: Pick<EventDetail, 'dueNow'>): boolean =>
  'dueNow' in events ? dueNow : (events.detailType as readonly string[]).includes(type)

/** The rules that events of this type may start. */
export const rulesThatMayStart = (type: BusType): EventRule[] =>
  eventRules.filter(rule => startsBy(functionContracts[rule].reactsTo, type, { dueNow: mayBeDue(type) }))

/** The rules that an event on the bus starts. */
export const rulesFor = (type: BusType, detail: EventDetail): EventRule[] =>
  eventRules.filter(rule => startsBy(functionContracts[rule].reactsTo, type, detail))
