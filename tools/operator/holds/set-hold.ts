import { type Hold, type HoldScope, holdsBy, type OperatorScope } from '../../../shared/domain/hold.ts'
import { audited } from '../audited.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'

/** Names what a hold stops: `journey <id>`, `module <id> of <journey>`, `version <number> of <journey>`. */
export function scopeName(scope: HoldScope): string {
  if (scope.is === 'module') return `module ${scope.moduleId} of ${scope.journeyId}`
  if (scope.is === 'version') return `version ${scope.version} of ${scope.journeyId}`
  return scope.is === 'journey' ? `journey ${scope.journeyId}` : scope.is
}

/** A hold that an operator sets or lifts, and why. */
export interface HoldChange {
  scope: OperatorScope
  /** Whether it is set or lifted. */
  held: boolean
  why: string
}

/** The result. */
export interface HoldChanged {
  of: string
  held: boolean
  /** Whether this changed anything. */
  changed: boolean
  /** The version whose breaker was reset by releasing its journey. */
  breakerReset?: number
  /** Whether it also lifted the stop because of an account fault. */
  letGo?: true
}

/**
 * Sets or lifts a hold. Every worker notices at its next run, within a minute. Releasing a journey also resets a
 * version's breaker, and releasing delivery also lifts the stop because of SES's refusals.
 * @throws OperatorProblem if there is no such journey.
 */
export async function setHold(deps: OperatorDeps, change: HoldChange): Promise<HoldChanged> {
  const { scope, held, why } = change
  const version = 'journeyId' in scope ? (await currentJourney(deps, scope.journeyId)).version : undefined
  return audited(deps, { what: `${held ? 'hold' : 'release'} ${scopeName(scope)}`, why }, async () => {
    const result = held ? { changed: await place(deps, change) } : await lift(deps, scope, version)
    return { value: { of: scopeName(scope), held, ...result }, result }
  })
}

async function place({ holds, clock, who }: OperatorDeps, { scope, why }: HoldChange): Promise<boolean> {
  return holds.place({ by: 'operator', scope, who: await who(), why, since: clock.now() })
}

async function lift({ holds }: OperatorDeps, scope: OperatorScope, version: number | undefined) {
  const changed = await holds.lift({ by: 'operator', scope })
  const lifted = alongside(await holds.all(), scope, version)
  for (const hold of lifted) await holds.lift(hold)
  const reset = holdsBy(lifted, 'breaker').map(hold => hold.scope.version)[0]
  return {
    changed,
    ...(reset !== undefined && { breakerReset: reset }),
    ...(holdsBy(lifted, 'account-fault').length > 0 && { letGo: true as const }),
  }
}

/** Automatic holds that are lifted together with an operator's release of a journey or of delivery. */
const alongside = (holds: readonly Hold[], scope: OperatorScope, version: number | undefined): Hold[] =>
  holds.filter(hold => {
    if (scope.is === 'delivery') return hold.by === 'account-fault'
    if (scope.is !== 'journey' || hold.by !== 'breaker') return false
    return hold.scope.journeyId === scope.journeyId && hold.scope.version === version
  })
