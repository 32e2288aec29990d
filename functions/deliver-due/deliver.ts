import * as z from 'zod/mini'
import { deliverAllDue, deliverForEvent, deliverTick } from '../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import type { DeliveryReport } from '../../shared/application/delivery/report.ts'
import { BusEvent } from '../../shared/contracts/bus.ts'
import { WorkerTrigger } from '../../shared/contracts/worker-trigger.ts'
import { minute } from '../../shared/domain/duration.ts'

/** The minute's tick, a worker that the tick started, or an event that made something due at its own moment. */
export const DueTrigger = z.union([z.object({ kind: z.literal('tick') }), WorkerTrigger, BusEvent])
export type DueTrigger = z.infer<typeof DueTrigger>

/** From one tick to the next, in milliseconds, so that somebody is always sending during a backlog. */
const runFor = minute

/** Delivers what a trigger is about. */
export async function deliver(deps: DeliveryDeps, trigger: DueTrigger): Promise<DeliveryReport> {
  if ('kind' in trigger) {
    const until = deps.clock.now() + runFor
    if (trigger.kind === 'tick') return deliverTick(deps, until)
    return deliverAllDue(deps, until, { shards: trigger.shards, accountEmails: false })
  }
  return deliverForEvent(deps, { type: trigger['detail-type'], detail: trigger.detail })
}
