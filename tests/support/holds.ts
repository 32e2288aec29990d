import {
  type AccountFaultHold,
  type Breaker,
  holdsBy,
  isHeld,
  type OperatorScope,
} from '../../shared/domain/hold.ts'
import type { World } from '../../tools/simulation/world.ts'

/** What an operator pauses: all that is sent, all that is planned, or a journey. */
type Paused = 'delivery' | 'planning' | { journey: string }

const scopeOf = (of: Paused): OperatorScope =>
  typeof of === 'string' ? { is: of } : { is: 'journey', journeyId: of.journey }

/** As an operator does it. */
export const pause = ({ deps }: World, of: Paused): Promise<boolean> =>
  deps.holds.place({ by: 'operator', scope: scopeOf(of), why: 'a test', since: deps.clock.now() })

export const resume = ({ deps }: World, of: Paused): Promise<boolean> =>
  deps.holds.lift({ by: 'operator', scope: scopeOf(of) })

export const isDeliveryPaused = async ({ deps }: World): Promise<boolean> =>
  isHeld(holdsBy(await deps.holds.all(), 'operator'), 'delivery')

/** The breaker of a version of the sample journey, if it has tripped. */
export const breakerOf = async ({ deps }: World, version = 1): Promise<Breaker | undefined> =>
  holdsBy(await deps.holds.all(), 'breaker').find(
    ({ scope }) => scope.journeyId === 'sample' && scope.version === version,
  )

export const isBroken = async (world: World, version?: number): Promise<boolean> =>
  (await breakerOf(world, version)) !== undefined

/** Why nothing is sent at all, if SES takes nothing from the account. */
export const stopOf = async ({ deps }: World): Promise<AccountFaultHold | undefined> =>
  holdsBy(await deps.holds.all(), 'account-fault')[0]
