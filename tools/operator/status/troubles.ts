import { hour } from '../../../shared/domain/duration.ts'
import { holdsBy } from '../../../shared/domain/hold.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import type { BrakeOn } from '../../../shared/store/confirmations.ts'
import { receivedSignUps } from '../../../shared/store/due.ts'
import { counted, formatNumber } from '../command/format.ts'
import { commandLine } from '../command/place.ts'
import type { DeadLetterCount } from '../dead-letters/queues.ts'
import { firstEmails } from '../holds/holds-in-words.ts'
import type { Backlog } from './backlog.ts'
import { type CirclesNow, circleTroubles } from './circles.ts'
import type { HeldBack } from './held.ts'
import { type Moderation, moderationTroubles } from './moderation.ts'
import { type Schedules, scheduleTroubles } from './schedules.ts'
import { type Sending, silenceWords, standsStill } from './sending.ts'

/** The state of a system at one moment, as far as it may be a trouble. */
export interface Condition {
  stage: string
  /** The options that name the system on a command line. */
  system: string
  at: Instant
  backlog: Backlog
  sending: Sending
  /** Emails that are held because their outcome is unknown. */
  unknownOutcomes: number
  deadLetters: readonly DeadLetterCount[]
  /** Everything that is held, by an operator or a fault. */
  held: readonly HeldBack[]
  /** Waves of bounces during which confirmations are slowed down. */
  brakes: readonly BrakeOn[]
  /** The moderation of shared texts. */
  moderation: readonly Moderation[]
  circles: CirclesNow
  schedules: Schedules
}

/** Networks and domains are stored as keyed hashes, so they have no names here. */
function brakesInWords(brakes: readonly BrakeOn[]): string {
  const of = (kind: string) => brakes.filter(({ scope }) => scope.startsWith(kind)).length
  if (of('all') > 0) return 'of all'
  const networks = of('network#') > 0 ? [`from ${counted(of('network#'), 'network')}`] : []
  const domains = of('domain#') > 0 ? [`to ${counted(of('domain#'), 'domain')}`] : []
  return [...networks, ...domains].join(' and ')
}

const whyInWords: Readonly<Record<BrakeOn['why'], string>> = {
  'many-bounce': 'too many bounced',
  'many-asked': 'more were asked for than their part of the account’s quota',
}

function silenceTrouble({ at, sending, backlog: { overdue } }: Condition): string {
  const late =
    overdue === 1
      ? '1 email is overdue, nothing holds it back'
      : `${formatNumber(overdue)} emails are overdue, nothing holds them back`
  return `${late}, and ${silenceWords(sending, at)}: see docs/runbook.md#oldest-overdue-email.`
}

/**
 * What needs an operator, worst first, each with the next command. A deliberate hold is no trouble; a canary that has
 * sent its emails needs an operator.
 */
export function troublesIn(known: Condition): string[] {
  const { system, at, backlog, sending, unknownOutcomes, deadLetters, held, brakes } = known
  const troubles: string[] = []
  for (const { why } of holdsBy(held, 'account-fault'))
    troubles.push(
      `Nothing is sent: ${why}. One email every five minutes tests it, and all goes on by itself once it is mended: see docs/runbook.md#sending-stopped.`,
    )
  if (sending.production === false)
    troubles.push(
      'The account is in SES’s sandbox, where only verified addresses get emails: see docs/runbook.md#sending-stopped.',
    )
  if (!sending.enabled)
    troubles.push('AWS has stopped sending for this account: answer its message in the Support Center.')
  else if (sending.status !== undefined && sending.status !== 'HEALTHY')
    troubles.push(`AWS has put the account on ${sending.status}: see docs/runbook.md#bounce-rate.`)
  troubles.push(...scheduleTroubles(known.stage, known.schedules))
  if (sending.enabled && standsStill(known)) troubles.push(silenceTrouble(known))
  else if (at - (backlog.oldestDueAt ?? at) > hour)
    troubles.push('Emails are more than an hour late: see docs/runbook.md#oldest-overdue-email.')
  for (const { scope } of holdsBy(held, 'breaker'))
    troubles.push(
      `Version ${scope.version} of ${scope.journeyId} is not sent, because SES could not deliver it. One email every quarter of an hour tests it: see docs/runbook.md#held-back.`,
    )
  for (const [why, of] of Map.groupBy(brakes, brake => brake.why))
    troubles.push(
      `Confirmations ${brakesInWords(of)} go out slowly, because ${whyInWords[why]}: see docs/runbook.md#held-back.`,
    )
  const quarantined = backlog.waiting.find(({ of }) => of === receivedSignUps)?.next24Hours ?? 0
  if (quarantined > 0)
    troubles.push(
      `${counted(quarantined, 'sign-up is', 'sign-ups are')} quarantined, because this version cannot work on them: ${commandLine(system, 'reconcile')}`,
    )
  if (unknownOutcomes > 0)
    troubles.push(
      `${counted(unknownOutcomes, 'email is', 'emails are')} held, because nobody knows whether they went out: see docs/runbook.md#unknown-outcomes.`,
    )
  for (const { name, waiting } of deadLetters)
    if (waiting > 0)
      troubles.push(
        `${counted(waiting, 'dead letter')} of ${name}: ${commandLine(system, 'dead-letters', 'show', name)}`,
      )
  troubles.push(...moderationTroubles(system, at, known.moderation))
  troubles.push(...circleTroubles(system, at, known.circles))
  for (const { scope, version, emails, left } of holdsBy(held, 'canary'))
    if (left <= 0)
      troubles.push(
        `The ${firstEmails(emails)} of ${scope.journeyId} version ${version} ${emails === 1 ? 'is' : 'are'} out, and the journey rests. Look at them, then let everybody have it, or go back with --back: ${commandLine(system, 'release', 'version', scope.journeyId, '--reason', '…')}`,
      )
  return troubles
}
