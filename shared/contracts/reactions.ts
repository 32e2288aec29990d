import type { FactDetail, PublishedType } from './bus.ts'
import type { OwnEvents } from './function-contract.ts'
import { type FunctionName, functionContracts, functionNames } from './functions.ts'

/** A function that events of our own bus start, and the rule of that name. */
export type FactRule = {
  [Name in FunctionName]: (typeof functionContracts)[Name] extends { readonly reactsTo: OwnEvents }
    ? Name
    : never
}[FunctionName]

export const isFactRule = (name: string): name is FactRule =>
  Object.hasOwn(functionContracts, name) && 'reactsTo' in functionContracts[name as FunctionName]

const factRules = functionNames.filter(isFactRule)

const startsBy = (events: OwnEvents, type: PublishedType, { dueNow }: FactDetail): boolean =>
  'dueNow' in events ? dueNow : events.detailType.includes(type)

/** The rules that a fact on the bus starts. */
export const rulesFor = (type: PublishedType, detail: FactDetail): FactRule[] =>
  factRules.filter(rule => startsBy(functionContracts[rule].reactsTo, type, detail))
