import type { Switch } from '../../../shared/store/switches.ts'
import { audited } from '../audited.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'

/** Which switch, to where, and why. */
export interface SwitchChange {
  of: Switch
  /** Whether it is held back. */
  paused: boolean
  why: string
}

/** What came of it. */
export interface SwitchChanged {
  of: string
  paused: boolean
  /** Whether it was otherwise before. */
  changed: boolean
  /** The version whose breaker was reset by resuming its journey. */
  breakerReset?: number
  /** Whether it lets go what had stopped because SES took nothing from the account. */
  letGo?: true
}

/** What it is called in the audit trail: by the command that did it. */
function deed(of: Switch, paused: boolean): string {
  const isModule = typeof of !== 'string' && of.module !== undefined
  const [hold, release] = isModule ? ['recall', 'recall --lift'] : ['pause', 'resume']
  return `${paused ? hold : release} ${switchName(of)}`
}

/** What a switch holds back, in words: `journey <id>`, `module <id> of <journey>`. */
export function switchName(of: Switch): string {
  if (typeof of === 'string') return of
  return of.module === undefined ? `journey ${of.journey}` : `module ${of.module} of ${of.journey}`
}

/**
 * Holds something back, or lets it go; every worker sees it at its next run, within a minute. Resuming a journey also
 * lets a version go that a breaker had stopped, and resuming delivery what SES's refusals had stopped.
 * @throws OperatorProblem when there is no such journey.
 */
export async function setSwitch(
  deps: OperatorDeps,
  { of, paused, why }: SwitchChange,
): Promise<SwitchChanged> {
  const version = typeof of === 'string' ? undefined : (await currentJourney(deps, of.journey)).version
  const name = switchName(of)
  return audited(deps, { what: deed(of, paused), why }, async () => {
    const changed = await deps.switches.set(of, paused, deps.clock.now())
    const breakerReset = paused ? undefined : await resetBreaker(deps, of, version)
    const letGo = of === 'delivery' && !paused && (await letStopGo(deps))
    const result = {
      changed,
      ...(breakerReset !== undefined && { breakerReset }),
      ...(letGo && { letGo: true as const }),
    }
    return { value: { of: name, paused, ...result }, result }
  })
}

async function letStopGo({ switches }: OperatorDeps): Promise<boolean> {
  const { stop } = await switches.holds()
  return stop !== undefined && switches.letGo()
}

async function resetBreaker(deps: OperatorDeps, of: Switch, version = 0): Promise<number | undefined> {
  if (typeof of === 'string' || of.module !== undefined) return undefined
  if (!(await deps.switches.holds()).broken(of.journey, version)) return undefined
  await deps.switches.resetBreaker(of.journey, version)
  return version
}
