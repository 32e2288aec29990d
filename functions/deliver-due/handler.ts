import { deliverDueDeps } from '../../shared/composition/deliver-due.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { deliverDueEnv } from '../../shared/contracts/functions/deliver-due.ts'
import { functionLog } from '../runtime/log.ts'
import { reaction } from '../runtime/reaction.ts'
import { DueTrigger, deliver } from './deliver.ts'
import { deliveryMetrics } from './metrics.ts'

const log = functionLog('deliver-due')
const deps = deliverDueDeps(readEnv(deliverDueEnv, process.env), log)

/** Everything due, once a minute; and one person at once, when an event makes something due now. */
export const handler = reaction(log, DueTrigger, async trigger => {
  await deliveryMetrics(trigger, await deliver(await deps(), trigger))
})
