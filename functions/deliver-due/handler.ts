import { deliverDueDeps } from '../../shared/composition/deliver-due.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { deliverDueEnv } from '../../shared/contracts/functions/deliver-due.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { DueTrigger, deliver } from './deliver.ts'
import { deliveryMetrics } from './metrics.ts'

const log = functionLog('deliver-due')
const deps = deliverDueDeps(readEnv(deliverDueEnv, process.env), log)

/** Delivers everything that is due, once a minute, or one person's email when an event makes it due. */
export const handler = reaction(log, DueTrigger, async trigger => {
  await deliveryMetrics(trigger, await deliver(await deps(), trigger))
})
