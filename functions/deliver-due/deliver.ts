import * as z from 'zod/mini'
import { type DeliveryReport, deliverAllDue, deliverOne } from '../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../shared/application/delivery/deps.ts'
import { dueBecauseOf } from '../../shared/application/delivery/due-now.ts'
import { FactEvent } from '../../shared/contracts/bus.ts'

/** The minute's tick, or a fact that made something due at its very moment. */
export const DueTrigger = z.union([z.object({ kind: z.literal('tick') }), FactEvent])
export type DueTrigger = z.infer<typeof DueTrigger>

/** As long as from one tick to the next, so that during a backlog somebody is always sending. */
const runFor = 60_000

/** Delivers what a trigger names. */
export async function deliver(deps: DeliveryDeps, trigger: DueTrigger): Promise<DeliveryReport> {
  const now = deps.clock.now()
  if ('kind' in trigger) return deliverAllDue(deps, now + runFor)
  return deliverOne(deps, dueBecauseOf({ type: trigger['detail-type'], detail: trigger.detail }, now))
}
