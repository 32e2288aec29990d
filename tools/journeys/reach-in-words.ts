import { canaryOf, type Hold, holdsOn } from '../../shared/domain/hold.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import type { WaitingVersion } from '../../shared/store/catalogue.ts'
import { counted } from '../operator/command/format.ts'
import { londonTime } from '../operator/command/london-time.ts'
import { scopeName } from '../operator/holds/set-hold.ts'

/** For a version that waits for its publication time: nobody gets it before. */
export const waitingInWords = ({ version, from }: WaitingVersion): string =>
  `version ${version} waits, and is current from ${londonTime(from)} on. Every function goes by its own clock, which may be a few seconds off. Until then journeys cancel takes it back.`

/** For a version that nothing holds back. */
export const everyEmail = 'It reaches every email from now on within seconds.'

/** Describes which emails a version reaches once it is current, with all holds. */
export function reachInWords(holds: readonly Hold[], version: Pick<Journey, 'id' | 'version'>): string {
  const [holding] = holdsOn(holds, version)
  if (holding) return heldInWords(holding, version)
  const canary = canaryOf(holds, version.id)
  if (canary)
    return `A canary lets its first ${counted(canary.left, 'email')} out; then ${version.id} rests until its version is released.`
  return everyEmail
}

function heldInWords(hold: Hold, { id }: Pick<Journey, 'id' | 'version'>): string {
  switch (hold.by) {
    case 'operator':
      return `Nothing of it goes out while ${scopeName(hold.scope)} is held back${hold.why === undefined ? '' : ` (${hold.why})`}.`
    case 'account-fault':
      return 'Nothing of it goes out while SES takes nothing from this account.'
    case 'breaker':
      return `It reaches no email yet: SES could not deliver what version ${hold.scope.version} sent. Now and then one email tests it.`
    case 'canary':
      return hold.left <= 0
        ? `Nothing of it goes out: the first emails of version ${hold.version} are out, and ${id} rests until that version is released.`
        : `Nothing of it goes out while a canary of ${id} waits for version ${hold.version}.`
  }
}
