import type { Canary } from '../../../shared/domain/hold.ts'
import { counted, formatNumber } from '../command/format.ts'
import type { HoldChanged } from './set-hold.ts'

/** What can be paused. */
export const pauseKinds = ['delivery', 'planning', 'journey'] as const
/** One of them. */
export type PauseKind = (typeof pauseKinds)[number]

/** What each pause does, within a minute. */
export const pauseEffects: Readonly<Record<PauseKind, { paused: string; resumed: string }>> = {
  delivery: {
    paused: 'nothing is handed to SES, confirmations included',
    resumed: 'what waits goes out at the allowed rate, what is late over each person’s own times',
  },
  planning: {
    paused: 'no journey starts and no module or reminder goes out; account emails about a sign-up still do',
    resumed: 'journeys start and go on; what is late is spread over each person’s own times',
  },
  journey: {
    paused: 'no module or reminder of this journey goes out; nobody loses their place',
    resumed: 'people go on; what is late is spread over each person’s own times',
  },
}

/** What became of a pause. */
export function pauseLines(
  { of, paused, changed, breakerReset, letGo }: HoldChanged,
  kind: PauseKind,
): string[] {
  const effect = pauseEffects[kind]
  const is = paused ? 'paused' : 'running'
  if (!changed && breakerReset === undefined && !letGo)
    return [`${of} was ${is} already. Nothing was changed.`]
  return [
    `${of} is ${is}. Within a minute: ${paused ? effect.paused : effect.resumed}.`,
    ...(letGo ? ['What had stopped because SES took nothing from the account is let go.'] : []),
    ...(breakerReset === undefined ? [] : [`The breaker of version ${breakerReset} is reset.`]),
  ]
}

/** How far a canary is, in one line. @param current the version of its journey that is current. */
export function canaryWords({ scope, version, emails, left }: Canary, current?: number): string {
  const canary = `canary of ${scope.journeyId} version ${version}`
  if (version !== current)
    return `${canary}: the journey rests until that version is current; then its first ${counted(emails, 'email')} go out`
  const sent = `${canary}: ${formatNumber(emails - left)} of ${formatNumber(emails)} emails are out`
  return left > 0 ? sent : `${sent}; the journey rests until you say go or stop`
}
