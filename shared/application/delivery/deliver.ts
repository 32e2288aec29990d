import type { OutgoingEvent } from '../../adapters/event-bus.ts'
import type { SendingAccount } from '../../adapters/mailer.ts'
import { signUpReceived } from '../../contracts/bus.ts'
import { second } from '../../domain/duration.ts'
import { type Hold, holdsBy, isHeld, otherHolds } from '../../domain/hold.ts'
import type { Instant, LearnerId } from '../../domain/ids.ts'
import { type DueRef, dueShards } from '../../store/due.ts'
import { clearWriting } from '../reflections/clear.ts'
import { expireVoices } from '../reflections/expire.ts'
import { longestRiskUnread } from '../reflections/risk-unread.ts'
import { admission } from './admission.ts'
import { type Assignment, fullAssignment } from './assignment.ts'
import type { DeliveryDeps } from './deps.ts'
import { dueByEvent } from './due-now.ts'
import { type DuePeople, duePeople, pageSizeFor } from './due-people.ts'
import type { Plan } from './plan.ts'
import type { Planned } from './planned.ts'
import { prefetched } from './prefetched.ts'
import { type Prober, probeBrokenVersions, testStop } from './probe.ts'
import { handleReceived, handleWaiting } from './received.ts'
import { counting, type DeliveryReport, emptyReport, type RunDeps } from './report.ts'
import type { EmailSender } from './sender.ts'
import { startWorkers } from './start-workers.ts'
import { sumOfTallies } from './tally.ts'
import { emailSender, plan } from './when-needed.ts'

/** People read together while the rate is unknown. */
const firstPage = 50

/** How long an email that is due at once may wait for a slot, in milliseconds. */
const patience = 30 * second

/** A page of plans; `overdue`: how late the oldest was, in milliseconds. */
type PlannedPage = Plan & { overdue: number; isPastJourneys: boolean }

/** The worker, and the holds in force at the start. */
interface Beginning {
  worker: string
  holds: readonly Hold[]
}

async function* plannedPages(
  deps: RunDeps,
  worker: string,
  people: AsyncGenerator<DuePeople>,
): AsyncGenerator<PlannedPage> {
  const admit = admission(deps)
  for await (const { refs, holds, overdue: received = 0, isPastJourneys = false } of people) {
    const now = deps.clock.now()
    // Emails held back by an operator do not count as late. People who wait for a journey are among the account
    // emails.
    const late = isHeld(holds, 'planning') ? [] : refs
    const planned = await plan(deps, { worker, holds }, refs, admit).catch(fault => {
      deps.reportFault(fault)
      return { toSend: [], unknown: 0 }
    })
    const overdue = late.reduce((longest, { dueAt }) => Math.max(longest, now - dueAt), received)
    yield { ...planned, overdue, isPastJourneys }
  }
}

/**
 * Sends everything that is due in an assignment until nothing is left or time is up. Whatever is begun is settled.
 * @param until starts nothing new after this moment.
 */
export const deliverAllDue = (
  deps: DeliveryDeps,
  until: Instant,
  assignment: Assignment = fullAssignment,
): Promise<DeliveryReport> => counting(deps, counted => deliverAssigned(counted, until, assignment))

async function deliverAssigned(
  deps: RunDeps,
  until: Instant,
  assignment: Assignment,
): Promise<DeliveryReport> {
  const beginning = { worker: deps.random.worker(), holds: await deps.holds.all() }
  if (!assignment.accountEmails) return walkAll(deps, until, assignment, beginning)
  return afterProbes(deps, { ...beginning, until }, () => walkAll(deps, until, assignment, beginning))
}

/** Handles sign-ups only, while all emails are held back by an operator or because of SES. */
async function handleOnly(deps: RunDeps, until: Instant): Promise<DeliveryReport> {
  let oldestOverdue = 0
  for await (const { overdue } of handleWaiting(deps, until)) oldestOverdue = Math.max(oldestOverdue, overdue)
  return { ...emptyReport, oldestOverdue }
}

/** One worker probes what a fault has stopped, then does everything else. */
async function afterProbes(
  deps: RunDeps,
  prober: Prober,
  walk: () => Promise<DeliveryReport>,
): Promise<DeliveryReport> {
  const [stop] = holdsBy(prober.holds, 'account-fault')
  const holds = otherHolds(prober.holds, stop)
  if (isHeld(holds, 'delivery'))
    return { ...(await handleOnly(deps, prober.until)), isStopped: stop !== undefined }
  if (stop) {
    const tested = await testStop(deps, stop, { ...prober, holds })
    return { ...(await handleOnly(deps, prober.until)), ...tested, isStopped: true }
  }
  const { brokenVersions, ...probed } = await probeBrokenVersions(deps, prober)
  // A fault of the account that a probe finds stops everything else too.
  const walked = await (probed.accountFaults > 0 ? handleOnly(deps, prober.until) : walk())
  const tally = sumOfTallies(probed, walked)
  return { ...walked, ...tally, brokenVersions, isStopped: walked.isStopped || tally.accountFaults > 0 }
}

async function walkAll(
  deps: RunDeps,
  until: Instant,
  assignment: Assignment,
  beginning: Beginning,
): Promise<DeliveryReport> {
  const { worker } = beginning
  const report = { oldestOverdue: 0, held: 0 }
  let sender: EmailSender | undefined
  const share = assignment.shards.length / dueShards
  let account: SendingAccount | undefined
  const pageSize = () =>
    account ? pageSizeFor(account.ratePerSecond * share, until - deps.clock.now()) : firstPage
  const isStopped = () => sender?.isStopped ?? false
  const people = duePeople(deps, { assignment, until, pageSize, isStopped }, beginning.holds)
  try {
    let waiting: Planned[] = []
    for await (const page of prefetched(plannedPages(deps, worker, people))) {
      report.oldestOverdue = Math.max(report.oldestOverdue, page.overdue)
      report.held += page.unknown
      const ready = [...waiting, ...page.toSend]
      if (isStopped()) continue
      if (page.isPastJourneys ? ready.length === 0 : page.toSend.length === 0) continue
      account ??= await deps.account()
      sender ??= await emailSender(deps, account, worker, until)
      waiting = page.isPastJourneys ? await sender.send(ready) : await sender.sendWholeSlots(ready)
      if (deps.clock.now() >= until) break
    }
    await sender?.send(waiting)
  } finally {
    await sender?.done()
  }
  return { ...emptyReport, ...sender?.tally, ...report, isStopped: sender?.isBarred ?? false }
}

/**
 * The minute's run: starts as many further workers as the rate needs, and works itself. It finishes even if a part
 * fails; otherwise emails in flight would be left with a frozen process.
 */
export async function deliverTick(deps: DeliveryDeps, until: Instant): Promise<DeliveryReport> {
  const assignment = await startWorkers(deps)
  return counting(deps, async counted => {
    const beside = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
      work.catch(fault => {
        counted.reportFault(fault)
        return otherwise
      })
    const delivering = deliverAssigned(counted, until, assignment)
    const [riskUnread] = await Promise.all([
      beside(longestRiskUnread(deps), 0),
      beside(clearWriting(counted, until), undefined),
      beside(expireVoices(counted, until), undefined),
      delivering.catch(() => undefined),
    ])
    const report = await delivering
    const brakes = await beside(deps.confirmations.brakes(deps.clock.now()), [])
    return { ...report, riskUnread, brakes: brakes.length }
  })
}

/** Sends what has just become due for a learner, unless it is held back. */
export async function deliverOne(deps: DeliveryDeps, ref: DueRef): Promise<DeliveryReport> {
  const holds = await deps.holds.all()
  const head = ref.journeyId ? await deps.library.head(ref.journeyId) : undefined
  const place = ref.journeyId === undefined ? 'delivery' : head?.journey
  if (!place || isHeld(holds, place)) return emptyReport
  const worker = deps.random.worker()
  const { toSend, unknown } = await plan(deps, { worker, holds }, [ref])
  if (toSend.length === 0) return { ...emptyReport, held: unknown }
  const account = await deps.account()
  const sender = await emailSender(deps, account, worker, deps.clock.now() + patience)
  await sender.send(toSend)
  await sender.done()
  const { tally, isBarred } = sender
  return { ...emptyReport, ...tally, held: unknown, isStopped: isBarred || tally.accountFaults > 0 }
}

/** Handles a new sign-up and sends the resulting email, unless it is held back. */
async function deliverReceived(deps: DeliveryDeps, id: LearnerId): Promise<DeliveryReport> {
  const ref = await handleReceived(deps, id)
  return ref ? deliverOne(deps, ref) : emptyReport
}

/** Sends what a bus event has made due at its moment. */
export const deliverForEvent = (
  deps: DeliveryDeps,
  { type, detail }: OutgoingEvent,
): Promise<DeliveryReport> =>
  counting(deps, counted =>
    type === signUpReceived
      ? deliverReceived(counted, detail.learnerId)
      : deliverOne(counted, dueByEvent({ type, detail }, deps.clock.now())),
  )
