import {
  type ConfirmationTally,
  isBounceStorm,
  slowedTo,
  withoutTallies,
} from '../../domain/confirmation-brake.ts'
import type { Instant } from '../../domain/ids.ts'
import { type AskedTally, type ConfirmationStore, type Scope, scopesOf } from '../../store/confirmations.ts'
import type { SignUpOrigin } from '../../store/details.ts'
import type { DeliveryDeps } from './deps.ts'

/** A storm of bounces, and how far apart confirmations like those go out in it. */
export interface Brake {
  scope: Scope
  apart: number
}

/** How confirmations fare as a run meets them. Each scope is read once, however many emails ask about it. */
export interface Fares {
  tally: (scope: Scope) => Promise<AskedTally>
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
export function faresOf(store: ConfirmationStore, now: () => Instant): Fares {
  const tally = once(scope => store.tally(scope, now()))
  const storm = once(async scope => {
    const all = await tally(scope)
    if (!isBounceStorm(all)) return undefined
    const culprits = await store.culprits(scope, now())
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
export async function brakeFor(
  deps: Pick<DeliveryDeps, 'account'>,
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
