import type { SendingAccount } from '../../adapters/mailer.ts'
import {
  type ConfirmationTally,
  isBounceStorm,
  slowedTo,
  withoutTallies,
} from '../../domain/confirmation-brake.ts'
import type { EventOf } from '../../domain/domain-event.ts'
import type { Instant } from '../../domain/ids.ts'
import { shareOf } from '../../domain/sending-policy.ts'
import { type ConfirmationStore, type Scope, scopesOf } from '../../store/confirmations.ts'
import type { SignUpOrigin } from '../../store/details.ts'
import { originOf } from '../../store/learner-record.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'
import { ceilingFor } from './quota.ts'

/** An account email that has to wait, until when, and why. */
export interface Deferred {
  planned: Planned
  until: Instant
  reason: EventOf<'AccountEmailDeferred'>['reason']
}

/** Which account emails may go now, and which later. */
export interface Admission {
  now: Planned[]
  later: Deferred[]
}

/** A storm of bounces, and how far apart confirmations like those go out in it. */
interface Brake {
  scope: Scope
  apart: number
}

type Deps = Pick<DeliveryDeps, 'clock' | 'confirmations' | 'ceiling' | 'account'>

const originOfPlanned = ({ record, email }: Planned): SignUpOrigin | undefined => originOf(record, email)

/** How confirmations fare at one moment. Each scope is read once, however many emails ask about it. */
interface Fares {
  tally: (scope: Scope) => Promise<ConfirmationTally>
  /** The storm that a scope's own bounces tell of, if they tell of one. */
  storm: (scope: Scope) => Promise<ConfirmationTally | undefined>
}

/** Remembers what was read of each scope. */
function once<T>(read: (scope: Scope) => Promise<T>): (scope: Scope) => Promise<T> {
  const known = new Map<Scope, Promise<T>>()
  return scope => {
    const found = known.get(scope) ?? read(scope)
    known.set(scope, found)
    return found
  }
}

/**
 * Reads what a scope's bounces tell once those are left out that a narrower brake holds down already, and in any case
 * those of the worst one: a single network is never everybody's storm.
 */
function faresAt(store: ConfirmationStore, at: Instant): Fares {
  const tally = once(scope => store.tally(scope, at))
  const storm = once(async scope => {
    const all = await tally(scope)
    if (!isBounceStorm(all)) return undefined
    const culprits = await store.culprits(scope, at)
    const leftOut = await Promise.all(
      culprits.map(async ([culprit, bounced], place) => {
        const own = await tally(culprit)
        const isBraked = place === 0 || isBounceStorm(own)
        // How many of a culprit's were sent within this scope is not counted: as many as its bounces stand for.
        return isBraked ? [{ bounced, sent: (bounced * own.sent) / Math.max(1, own.bounced) }] : []
      }),
    )
    const rest = withoutTallies(all, leftOut.flat())
    return isBounceStorm(rest) ? rest : undefined
  })
  return { tally, storm }
}

/** The narrowest brake that is on for account emails of an origin. */
async function brakeFor(
  deps: Deps,
  fares: Fares,
  origin: SignUpOrigin | undefined,
): Promise<Brake | undefined> {
  for (const scope of scopesOf(origin)) {
    const storm = await fares.storm(scope)
    if (!storm) continue
    const [all, account] = await Promise.all([fares.tally('all'), deps.account()])
    return { scope, apart: slowedTo(storm, all, account.sentLast24Hours) }
  }
  return undefined
}

/**
 * Account emails so that those of different networks take turns: many of one wait behind each other, and not before others. A
 * network that had fewer turns lately comes first: each account email looks again at a time of its own, and meets others then.
 */
async function inTurns({ tally }: Fares, accountEmails: readonly Planned[]): Promise<Planned[]> {
  const byNetwork = [...Map.groupBy(accountEmails, one => scopesOf(originOfPlanned(one))[0] ?? 'all')]
  const counted = await Promise.all(
    byNetwork.map(async ([scope, all]) => ({ all, had: (await tally(scope)).sent })),
  )
  const groups = counted.toSorted((a, b) => a.had - b.had).map(({ all }) => all)
  const longest = Math.max(0, ...groups.map(({ length }) => length))
  return Array.from({ length: longest }, (_, place) => groups.flatMap(all => all[place] ?? [])).flat()
}

/** Lets as many go as it is time for; each of the others looks again about when its turn comes. */
async function underBrake(
  deps: Deps,
  fares: Fares,
  { scope, apart }: Brake,
  accountEmails: readonly Planned[],
  at: Instant,
): Promise<Admission> {
  const waiting = await inTurns(fares, accountEmails)
  const now: Planned[] = []
  let turn = at
  while (waiting[0]) {
    turn = await deps.confirmations.takeTurn(scope, at, apart)
    if (turn > at) break
    now.push(waiting.splice(0, 1)[0] as Planned)
  }
  const later = waiting.map((planned, place): Deferred => {
    const until = Math.ceil(turn + (place + shareOf(planned.record.learner.id)) * apart)
    return { planned, until, reason: 'many-bounce' }
  })
  return { now, later }
}

/** Holds down confirmations like those of which too many bounced. */
async function underBrakes(deps: Deps, accountEmails: readonly Planned[], at: Instant): Promise<Admission> {
  const fares = faresAt(deps.confirmations, at)
  const admission: Admission = { now: [], later: [] }
  const braked = new Map<Scope, { brake: Brake; accountEmails: Planned[] }>()
  for (const one of accountEmails) {
    const brake = await brakeFor(deps, fares, originOfPlanned(one))
    if (!brake) {
      admission.now.push(one)
      continue
    }
    const same = braked.get(brake.scope) ?? { brake, accountEmails: [] }
    same.accountEmails.push(one)
    braked.set(brake.scope, same)
  }
  for (const { brake, accountEmails: held } of braked.values()) {
    await deps.confirmations.noteBrake(brake.scope, at)
    const { now, later } = await underBrake(deps, fares, brake, held, at)
    admission.now.push(...now)
    admission.later.push(...later)
  }
  return admission
}

/** Holds all of them down to their part of the account's rate and quota. */
async function underCeiling(deps: Deps, planned: readonly Planned[], account: SendingAccount, at: Instant) {
  const ceiling = ceilingFor(account)
  const { emails, opensAt } = await deps.ceiling.take(planned.length, at, ceiling)
  const later = planned.slice(emails).map(
    (one, i): Deferred => ({
      planned: one,
      until: Math.ceil(opensAt + i * ceiling.apart),
      reason: 'many-asked',
    }),
  )
  return { now: planned.slice(0, emails), later }
}

/**
 * Account emails to addresses that have proven nothing go first, and within limits of their own: a ceiling keeps the rest of the
 * account for people who take part, and a brake keeps bounces from ruining the sender's name.
 */
export async function admit(deps: Deps, planned: readonly Planned[]): Promise<Admission> {
  if (planned.length === 0) return { now: [], later: [] }
  const at = deps.clock.now()
  const braked = await underBrakes(deps, planned, at)
  if (braked.now.length === 0) return braked
  const { now, later } = await underCeiling(deps, braked.now, await deps.account(), at)
  return { now, later: [...braked.later, ...later] }
}
