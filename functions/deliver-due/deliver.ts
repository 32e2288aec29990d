import * as z from 'zod/mini'
import {
  type DeliveryReport,
  deliverAllDue,
  deliverOne,
  deliverTick,
} from '../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import { dueBecauseOf } from '../../shared/application/delivery/due-now.ts'
import { BusEvent } from '../../shared/contracts/bus.ts'
import { WorkerTrigger } from '../../shared/contracts/worker-trigger.ts'

/** The minute's tick, a worker that the tick started, or an event that made something due at its very moment. */
export const DueTrigger = z.union([z.object({ kind: z.literal('tick') }), WorkerTrigger, BusEvent])
export type DueTrigger = z.infer<typeof DueTrigger>

/** As long as from one tick to the next, so that during a backlog somebody is always sending. */
const runFor = 60_000

/** Delivers what a trigger names. */
export async function deliver(deps: DeliveryDeps, trigger: DueTrigger): Promise<DeliveryReport> {
  const now = deps.clock.now()
  if ('kind' in trigger) {
    if (trigger.kind === 'tick') return deliverTick(deps, now + runFor)
    return deliverAllDue(deps, now + runFor, { shards: trigger.shards, accountEmails: false })
  }
  return deliverOne(deps, dueBecauseOf({ type: trigger['detail-type'], detail: trigger.detail }, now))
}
