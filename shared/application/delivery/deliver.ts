import type { Instant } from '../../domain/ids.ts'
import { type DueRef, dueShards } from '../../store/due.ts'
import { type Assignment, everything } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { isHeld } from './held.ts'
import { oneAhead } from './one-ahead.ts'
import { type Plan, type Planned, plan } from './plan.ts'
import { EmailSender, type Tally } from './sender.ts'
import { shareOut } from './share-out.ts'
import { DueWalk } from './walk.ts'

/** What a run of delivery did and saw. */
export interface DeliveryReport extends Tally {
  /** How long the oldest email that may be sent has waited beyond its due time, in milliseconds. */
  oldestOverdue: number
  /** Emails looked at whose outcome nobody knows yet. */
  held: number
}

const nothingDone: DeliveryReport = { sent: 0, unknown: 0, turnedBack: 0, oldestOverdue: 0, held: 0 }

/** People who are read together as long as the rate is not known. */
const firstPage = 50

/** One email that is due at once may wait this long for its slot. */
const patience = 30_000

/** A page of plans, and how long the oldest of them has been due. */
type PlannedPage = Plan & { overdue: number }

async function* plannedPages(deps: DeliveryDeps, worker: string, walk: DueWalk): AsyncGenerator<PlannedPage> {
  for await (const { refs, holds } of walk.people()) {
    const now = deps.clock.now()
    // What an operator holds back is not late: who awaits a journey stands among the letters.
    const overdue = holds.planning ? 0 : Math.max(0, ...refs.map(ref => now - ref.dueAt))
    yield { ...(await plan(deps, { worker, holds }, refs)), overdue }
  }
}

/**
 * Sends everything that is due in an assignment until nothing is left or time is up; anything begun is settled.
 * @param until when to stop beginning anything new.
 */
export async function deliverAllDue(
  deps: DeliveryDeps,
  until: Instant,
  assignment: Assignment = everything,
): Promise<DeliveryReport> {
  const worker = deps.random.worker()
  const report = { oldestOverdue: 0, held: 0 }
  let sender: EmailSender | undefined
  const share = assignment.shards.length / dueShards
  const pageSize = () => sender?.pageSize(share) ?? firstPage
  const walk = new DueWalk(deps, { assignment, until, pageSize })
  try {
    let waiting: Planned[] = []
    for await (const page of oneAhead(plannedPages(deps, worker, walk))) {
      report.oldestOverdue = Math.max(report.oldestOverdue, page.overdue)
      report.held += page.unknown
      if (page.toSend.length === 0) continue
      sender ??= new EmailSender(deps, await deps.account(), worker, until)
      waiting = await sender.sendWholeSlots([...waiting, ...page.toSend])
      if (sender.isStopped || deps.clock.now() >= until) break
    }
    await sender?.send(waiting)
  } finally {
    await sender?.done()
  }
  return { ...nothingDone, ...sender?.tally, ...report }
}

/** The minute's run: starts as many workers as the rate needs, and is itself one of them. */
export async function deliverTick(deps: DeliveryDeps, until: Instant): Promise<DeliveryReport> {
  return deliverAllDue(deps, until, await shareOut(deps))
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
  const sender = new EmailSender(deps, await deps.account(), worker, deps.clock.now() + patience)
  await sender.send(toSend)
  await sender.done()
  return { ...nothingDone, ...sender.tally, held: unknown }
}
