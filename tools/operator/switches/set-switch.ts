import type { Switch } from '../../../shared/store/switches.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { noSuchJourney } from '../problems.ts'

/** Which switch, to where, and why. */
export interface SwitchChange {
  of: Switch
  /** Whether it is held back. */
  paused: boolean
  why: string
}

export interface SwitchChanged {
  of: string
  paused: boolean
  /** Whether it was otherwise before. */
  changed: boolean
  /** The version whose breaker was reset by resuming its journey. */
  breakerReset?: number
}

export const switchName = (of: Switch): string => (typeof of === 'string' ? of : `journey ${of.journey}`)

/**
 * Holds something back, or lets it go; every worker sees it at its next run, within a minute. Resuming a journey also
 * lets a version go that a breaker had stopped.
 * @throws OperatorProblem when there is no such journey.
 */
export async function setSwitch(
  deps: OperatorDeps,
  { of, paused, why }: SwitchChange,
): Promise<SwitchChanged> {
  const version = typeof of === 'string' ? undefined : await currentVersion(deps, of.journey)
  const name = switchName(of)
  return audited(deps, { what: `${paused ? 'pause' : 'resume'} ${name}`, why }, async () => {
    const changed = await deps.switches.set(of, paused, deps.clock.now())
    const breakerReset = paused ? undefined : await resetBreaker(deps, of, version)
    const value = { of: name, paused, changed, ...(breakerReset !== undefined && { breakerReset }) }
    return { value, result: { changed, ...(breakerReset !== undefined && { breakerReset }) } }
  })
}

async function currentVersion(deps: OperatorDeps, id: string): Promise<number> {
  const head = await deps.library.head(id)
  if (!head) throw noSuchJourney(id, await deps.library.list())
  return head.journey.version
}

async function resetBreaker(deps: OperatorDeps, of: Switch, version = 0): Promise<number | undefined> {
  if (typeof of === 'string' || !(await deps.switches.holds()).broken(of.journey, version)) return undefined
  await deps.switches.resetBreaker(of.journey, version)
  return version
}
