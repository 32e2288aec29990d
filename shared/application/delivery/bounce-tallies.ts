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

/** A storm of bounces, and the interval between emails in it, in milliseconds. */
export interface Brake {
  scope: Scope
  apart: number
}

/** The bounce tallies that a run needs; each scope is read once. */
export interface BounceTallies {
  tally: (scope: Scope) => Promise<AskedTally>
  /** The storm shown by a scope's own bounces, if there is one. */
  storm: (scope: Scope) => Promise<ConfirmationTally | undefined>
}

/** Caches one read for each scope. */
function once<T>(read: (scope: Scope) => Promise<T>): (scope: Scope) => Promise<T> {
  const known = new Map<Scope, Promise<T>>()
  return scope => {
    const found = known.get(scope) ?? read(scope)
    known.set(scope, found)
    return found
  }
}

/**
 * Reads whether a scope has a storm. Bounces that a narrower brake already covers are left out, and always those of
 * the worst scope, so that a single network is never taken for a general storm.
 */
export function bounceTalliesOf(store: ConfirmationStore, now: () => Instant): BounceTallies {
  const tally = once(scope => store.tally(scope, now()))
  const storm = once(async scope => {
    const all = await tally(scope)
    if (!isBounceStorm(all)) return undefined
    const culprits = await store.culprits(scope, now())
    const leftOut = await Promise.all(
      culprits.map(async ([culprit, bounced], place) => {
        const own = await tally(culprit)
        const isBraked = place === 0 || isBounceStorm(own)
        // The emails that the narrower scope sent within this one are not counted, so they are estimated from its
        // bounces.
        return isBraked ? [{ bounced, sent: (bounced * own.sent) / Math.max(1, own.bounced) }] : []
      }),
    )
    const rest = withoutTallies(all, leftOut.flat())
    return isBounceStorm(rest) ? rest : undefined
  })
  return { tally, storm }
}

/** The narrowest brake in force for account emails of an origin. */
export async function brakeFor(
  deps: Pick<DeliveryDeps, 'account'>,
  tallies: BounceTallies,
  origin: SignUpOrigin | undefined,
): Promise<Brake | undefined> {
  for (const scope of scopesOf(origin)) {
    const storm = await tallies.storm(scope)
    if (!storm) continue
    const [all, account] = await Promise.all([tallies.tally('all'), deps.account()])
    return { scope, apart: slowedTo(storm, all, account.sentLast24Hours) }
  }
  return undefined
}
