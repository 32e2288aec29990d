import type { DueContext } from '../../domain/due.ts'
import {
  type AccountFaultHold,
  type Breaker,
  holdsBy,
  isHeld,
  isTimeToProbe,
  nextForBreaker,
  otherHolds,
  probed,
} from '../../domain/hold.ts'
import type { Instant } from '../../domain/ids.ts'
import { shareOf } from '../../domain/sending-policy.ts'
import { accountEmails, duePage, dueShards } from '../../store/due.ts'
import type { DeliveryDeps } from './deps.ts'
import { openJourneys } from './due-people.ts'
import type { Planned } from './planned.ts'
import { noTally, sumOfTallies, type Tally } from './tally.ts'
import { emailSender, plan } from './when-needed.ts'

/**
 * People of a shard that are read to find one email. Several, because late emails are first moved to a preferred
 * time.
 */
const fewPeople = 5

/** The worker that probes, the holds, and the time limit. */
export interface Prober extends DueContext {
  until: Instant
}

/** The shards in an order that differs in each run, so that it is not always the same person whose email is tried. */
function shardsFrom(names: readonly string[], worker: string) {
  const all = names.flatMap(of => Array.from({ length: dueShards }, (_, shard) => ({ of, shard })))
  const from = Math.floor(shareOf(worker) * all.length)
  return [...all.slice(from), ...all.slice(0, from)]
}

/**
 * An email that is due now.
 * @param of journeys, or the account emails.
 */
async function oneOf(
  deps: DeliveryDeps,
  of: readonly string[],
  turn: DueContext,
): Promise<Planned | undefined> {
  for (const shard of shardsFrom(of, turn.worker)) {
    const { refs } = await duePage(deps.table, shard, deps.clock.now(), fewPeople)
    const { toSend } = await plan(deps, turn, refs)
    const any = toSend[Math.floor(shareOf(turn.worker) * toSend.length)]
    if (any) return any
  }
  return undefined
}

async function sendOne(deps: DeliveryDeps, planned: Planned, { worker, until }: Prober): Promise<Tally> {
  const sender = await emailSender(deps, await deps.account(), worker, until)
  await sender.send([planned])
  await sender.done()
  return sender.tally
}

/** The results of probing, and the number of broken current versions. */
export type Probed = Tally & { brokenVersions: number }

/** The breakers of current versions. */
async function brokenVersions(deps: DeliveryDeps, { holds }: Prober): Promise<Breaker[]> {
  const heads = await deps.library.list()
  const isCurrent = ({ scope }: Breaker) =>
    heads.some(({ journey }) => journey.id === scope.journeyId && journey.version === scope.version)
  return holdsBy(holds, 'breaker').filter(isCurrent)
}

/** The breakers whose version nothing else holds back. */
const toProbe = (breakers: readonly Breaker[], { holds }: Prober): Breaker[] =>
  breakers.filter(breaker => {
    const { journeyId: id, version } = breaker.scope
    return !isHeld(otherHolds(holds, breaker), { id, version })
  })

/** An email that nothing holds back or, if there is none, one that only its version's breaker holds back. */
async function testEmail(
  deps: DeliveryDeps,
  breakers: readonly Breaker[],
  prober: Prober,
): Promise<Planned | undefined> {
  const open = await openJourneys(deps, prober.holds)
  const planned = await oneOf(deps, [accountEmails, ...open], prober)
  if (planned) return planned
  const broken = toProbe(breakers, prober).map(({ scope }) => scope.journeyId)
  const probe = await oneOf(deps, broken, prober)
  return probe && { ...probe, isProbe: true }
}

/**
 * While SES accepts nothing from this account, sends one email every five minutes as a test. Once SES accepts one,
 * the next tick sends everything.
 * @param prober with all other holds.
 */
export async function testStop(deps: DeliveryDeps, stop: AccountFaultHold, prober: Prober): Promise<Probed> {
  const breakers = await brokenVersions(deps, prober)
  const untested = { ...noTally, brokenVersions: breakers.length }
  if (!isTimeToProbe(stop, deps.clock.now())) return untested
  const planned = await testEmail(deps, breakers, prober)
  const testedAt = deps.clock.now()
  if (!planned || !(await deps.holds.spend(stop, 1, testedAt))) return untested
  const tally = await sendOne(deps, planned, prober)
  if (tally.sent > 0 && (await deps.holds.close(probed(stop, testedAt))))
    deps.log.info('SES takes emails again, and everything goes on', { since: stop.since, cause: stop.why })
  return { ...untested, ...tally }
}

async function probeVersion(deps: DeliveryDeps, breaker: Breaker, prober: Prober): Promise<Tally> {
  const { journeyId, version } = breaker.scope
  const now = deps.clock.now()
  const next = nextForBreaker(breaker, now)
  if (next === 'close' && (await deps.holds.close(breaker)))
    deps.log.info('A version of a journey is sent again, as its probe went well', { journeyId, version })
  if (next !== 'probe') return noTally
  const planned = await oneOf(deps, [journeyId], prober)
  if (!planned || !(await deps.holds.spend(breaker, 1, now))) return noTally
  return sendOne(deps, { ...planned, isProbe: true }, prober)
}

/**
 * Sends one email of each broken version from time to time. A version closes its breaker if SES reports its probe as
 * sent and no failure within a quarter of an hour.
 */
export async function probeBrokenVersions(deps: DeliveryDeps, prober: Prober): Promise<Probed> {
  const breakers = await brokenVersions(deps, prober)
  let tally = noTally
  for (const breaker of toProbe(breakers, prober))
    tally = sumOfTallies(tally, await probeVersion(deps, breaker, prober))
  return { ...tally, brokenVersions: breakers.length }
}
