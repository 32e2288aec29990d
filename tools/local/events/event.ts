import { randomUUID } from 'node:crypto'
import { account, region } from '../template/place.ts'

/** An event as EventBridge delivers it to targets. Source: EventBridge user guide, "AWS service event metadata". */
export type BusEvent = {
  version: '0'
  id: string
  'detail-type': string
  source: string
  account: string
  time: string
  region: string
  resources: string[]
  detail: Record<string, unknown>
  /** Only on events that a replay delivers. */
  'replay-name'?: string
}

/**
 * Makes an event with a new id.
 * @param at milliseconds since 1970; EventBridge keeps whole seconds
 */
export function newEvent(
  at: number,
  {
    source,
    detailType,
    detail,
    resources = [],
  }: { source: string; detailType: string; detail: Record<string, unknown>; resources?: string[] },
): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region,
    resources,
    detail,
  }
}
