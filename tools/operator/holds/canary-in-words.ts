import type { Canary } from '../../../shared/domain/hold.ts'
import { counted, formatNumber } from '../command/format.ts'

/** How far a canary is, in one line. @param current the version of its journey that is current. */
export function canaryWords({ scope, version, emails, left }: Canary, current?: number): string {
  const canary = `canary of ${scope.journeyId} version ${version}`
  if (version !== current)
    return `${canary}: the journey rests until that version is current; then its first ${counted(emails, 'email')} go out`
  const sent = `${canary}: ${formatNumber(emails - left)} of ${formatNumber(emails)} emails are out`
  return left > 0 ? sent : `${sent}; the journey rests until you say go or stop`
}
