import type { Instant } from '../../domain/ids.ts'
import type { DueRef } from '../../store/due.ts'
import type { DeliveryDeps } from './deps.ts'
import { isHeld } from './held.ts'
import { type Planned, plan } from './plan.ts'
import { type EmailSender, emailSender, type Tally } from './sender.ts'
import { walkDue } from './walk.ts'

/** What a run of delivery did and saw. */
export interface DeliveryReport extends Tally {
  /** How long the oldest email that may be sent has waited beyond its due time, in milliseconds. */
  oldestOverdue: number
  /** Emails looked at whose outcome nobody knows yet. */
  held: number
}

const nothingDone: DeliveryReport = { sent: 0, unknown: 0, turnedBack: 0, oldestOverdue: 0, held: 0 }

/** People of a shard who are read together: enough to fill calls, few enough to be fresh. */
const pageSize = 100

/** One email that is due at once may wait this long for its slot. */
const patience = 30_000

/**
 * Sends everything that is due until nothing is left or time is up; anything begun is settled.
 * @param until when to stop beginning anything new.
 */
export async function deliverAllDue(deps: DeliveryDeps, until: Instant): Promise<DeliveryReport> {
  const holds = await deps.switches.holds()
  if (holds.delivery) return nothingDone
  const worker = deps.random.worker()
  const report = { oldestOverdue: 0, held: 0 }
  let sender: EmailSender | undefined
  let waiting: Planned[] = []
  for await (const refs of walkDue(deps, holds, worker, pageSize)) {
    if (refs.length === 0) continue
    const now = deps.clock.now()
    // What an operator holds back is not late: who awaits a journey stands among the letters.
    if (!holds.planning)
      report.oldestOverdue = Math.max(report.oldestOverdue, ...refs.map(ref => now - ref.dueAt))
    const planned = await plan(deps, { worker, holds }, refs)
    report.held += planned.unknown
    waiting = [...waiting, ...planned.toSend]
    sender ??= emailSender(deps, await deps.account(), worker, until)
    const whole = waiting.length - (waiting.length % sender.slotSize)
    await sender.send(waiting.slice(0, whole))
    waiting = waiting.slice(whole)
    if (deps.clock.now() >= until || sender.isStopped()) break
  }
  await sender?.send(waiting)
  await sender?.done()
  return { ...nothingDone, ...sender?.tally, ...report }
}

/** Sends what has just become due for somebody, unless it is held back. */
export async function deliverOne(deps: DeliveryDeps, ref: DueRef): Promise<DeliveryReport> {
  const holds = await deps.switches.holds()
  const head = ref.journeyId ? await deps.library.head(ref.journeyId) : undefined
  const held = ref.journeyId !== undefined && (!head || isHeld(holds, head.journey))
  if (holds.delivery || held) return nothingDone
  const worker = deps.random.worker()
  const { toSend, unknown } = await plan(deps, { worker, holds }, [ref])
  if (toSend.length === 0) return { ...nothingDone, held: unknown }
  const sender = emailSender(deps, await deps.account(), worker, deps.clock.now() + patience)
  await sender.send(toSend)
  await sender.done()
  return { ...nothingDone, ...sender.tally, held: unknown }
}
