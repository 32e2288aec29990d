import type { Canary } from '../../../shared/domain/hold.ts'
import { counted, formatNumber } from '../command/format.ts'
import type { HoldChanged } from './set-hold.ts'

/** The effect of each hold and its release, which starts within a minute. */
export const holdEffects = {
  delivery: {
    hold: 'nothing is handed to SES, confirmations included',
    release: 'what waits goes out at the allowed rate, what is late over each person’s own times',
  },
  planning: {
    hold: 'no journey starts and no module or reminder goes out; account emails about a sign-up still do',
    release: 'journeys start and go on; what is late is spread over each person’s own times',
  },
  journey: {
    hold: 'no module or reminder of this journey goes out; nobody loses their place',
    release: 'people go on; what is late is spread over each person’s own times',
  },
} as const

/** The result if the hold existed already, or if there was nothing to release. */
export const unchangedWords = (of: string, held: boolean): string =>
  `${of} was ${held ? 'held back already' : 'not held back'}. Nothing was changed.`

/** The result of a hold or its release. */
export function holdLines(
  { of, held, changed, breakerReset, letGo }: HoldChanged,
  is: keyof typeof holdEffects,
): string[] {
  if (!changed && breakerReset === undefined && !letGo) return [unchangedWords(of, held)]
  return [
    `${of} is ${held ? 'held back' : 'released'}. Within a minute: ${holdEffects[is][held ? 'hold' : 'release']}.`,
    ...(letGo ? ['What had stopped because SES took nothing from the account is let go.'] : []),
    ...(breakerReset === undefined ? [] : [`The breaker of version ${breakerReset} is reset.`]),
  ]
}

/** The number of emails that a canary allows: `first email`, `first 10 emails`. */
export const firstEmails = (count: number): string =>
  count === 1 ? 'first email' : `first ${counted(count, 'email')}`

/**
 * The progress of a canary, in one line.
 * @param current the number of its journey's current version
 */
export function canaryWords({ scope, version, emails, left }: Canary, current?: number): string {
  const canary = `canary of ${scope.journeyId} version ${version}`
  if (version !== current)
    return `${canary}: the journey rests until that version is current; then its ${firstEmails(emails)} ${emails === 1 ? 'goes' : 'go'} out`
  const sent = `${canary}: ${formatNumber(emails - left)} of ${formatNumber(emails)} emails are out`
  return left > 0 ? sent : `${sent}; the journey rests until you release the version, or go back`
}
