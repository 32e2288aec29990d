import type { Instant } from '../../../shared/domain/ids.ts'
import type { TrippedBreaker } from '../../../shared/store/switches.ts'
import type { DeadLetterCount } from '../dead-letters/queues.ts'
import type { Backlog } from './backlog.ts'
import type { Sending } from './sending.ts'

const hour = 60 * 60 * 1000

/** What is known of a system that may mean trouble. */
interface Known {
  at: Instant
  backlog: Backlog
  sending: Sending
  unknownOutcomes: number
  deadLetters: readonly DeadLetterCount[]
  breakers: readonly TrippedBreaker[]
}

const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`

/**
 * What needs somebody, worst first, each with the command that goes on from there. What an operator has paused is no
 * trouble.
 */
export function troublesIn(known: Known): string[] {
  const { at, backlog, sending, unknownOutcomes, deadLetters, breakers } = known
  const troubles: string[] = []
  if (!sending.enabled)
    troubles.push('AWS has stopped sending for this account: answer its message in the Support Center.')
  else if (sending.standing !== undefined && sending.standing !== 'HEALTHY')
    troubles.push(`AWS has put the account on ${sending.standing}: see docs/runbook.md#bounce-rate.`)
  if (at - (backlog.oldestDueAt ?? at) > hour)
    troubles.push('Emails are more than an hour late: see docs/runbook.md#oldest-overdue-email.')
  for (const { journeyId, version } of breakers)
    troubles.push(
      `Version ${version} of ${journeyId} is not sent, because SES could not deliver it: publish a mended one, or roll back.`,
    )
  if (unknownOutcomes > 0)
    troubles.push(
      `${count(unknownOutcomes, 'email is', 'emails are')} held, because nobody knows whether they went out: see docs/runbook.md#unknown-outcomes.`,
    )
  for (const { name, waiting } of deadLetters)
    if (waiting > 0)
      troubles.push(`${count(waiting, 'dead letter')} of ${name}: operator dead-letters show ${name}.`)
  return troubles
}
