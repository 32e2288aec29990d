import type { Command, EmailOutcome } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import { journeyOf } from '../../domain/email.ts'
import { claimOf } from '../../domain/learner.ts'
import type { Claim } from '../../domain/outbox.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { LetterFacts } from '../circles/letter-facts.ts'
import { changeBy, executeCommand, journeysOf } from '../execute-command.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'

/** A claimed email, ready to be handed to SES. */
export interface Claimed {
  record: LearnerRecord
  planned: Planned
  /** For a letter about a group: what it says, read after the claim. */
  facts?: LetterFacts
}

/** The outcome of a claimed email. */
export interface Sent {
  claimed: Claimed
  outcome: EmailOutcome
}

/**
 * Leaves out emails for which a canary has no room; they stay due. Checked just before the claim, so that an email
 * that is planned and not sent uses up nothing.
 */
async function withinCanaries(
  deps: Pick<DeliveryDeps, 'holds' | 'clock'>,
  planned: readonly Planned[],
): Promise<readonly Planned[]> {
  const byCanary = Map.groupBy(planned, ({ canary }) => canary?.scope.journeyId)
  const admitted: Planned[] = []
  for (const emails of byCanary.values()) {
    const canary = emails[0]?.canary
    const room = canary ? await deps.holds.spend(canary, emails.length, deps.clock.now()) : emails.length
    admitted.push(...emails.slice(0, room))
  }
  return admitted
}

const isOwn = (claim: Claim | undefined, { email }: Planned, worker: string): boolean =>
  claim?.by === worker && claim.email.id === email.id && !claim.unknownSince

/**
 * One attempt at a claim.
 * @returns undefined if somebody else wrote first, or the table's answer was lost.
 */
async function tryClaim(deps: DeliveryDeps, planned: Planned): Promise<Claimed | undefined> {
  try {
    const record = await deps.learners.save(planned.record, planned.change)
    return record && { record, planned }
  } catch (error) {
    deps.log.warn('The answer to a claim was lost', { emailId: planned.email.id, reason: String(error) })
    return undefined
  }
}

/**
 * Decides again on the learner's current state.
 * @returns undefined if another email, or none, is due now.
 */
async function planAgain(
  deps: DeliveryDeps,
  planned: Planned,
  record: LearnerRecord,
): Promise<Planned | undefined> {
  const journeys = await deps.library.journeys(journeysOf(record.learner))
  const command = { ...planned.command, at: deps.clock.now() }
  const decision = decide(record.learner, command, journeys)
  if (decision.email?.id !== planned.email.id) return undefined
  return { ...planned, record, change: changeBy(record.learner, decision), command }
}

/**
 * Claims an email. If somebody else wrote first, the same email may still be due (a form sent twice changes nothing
 * about it), so the claim is tried once more on the new state; after that the next tick does it.
 */
async function claimOne(
  deps: DeliveryDeps,
  planned: Planned,
  worker: string,
  triesLeft = 1,
): Promise<Claimed | undefined> {
  const claimed = await tryClaim(deps, planned)
  if (claimed) return claimed
  const record = await deps.learners.find(planned.record.learner.id)
  if (!record) return undefined
  if (isOwn(claimOf(record.learner, journeyOf(planned.email)), planned, worker)) return { record, planned }
  const again = triesLeft > 0 ? await planAgain(deps, planned, record) : undefined
  return again && claimOne(deps, again, worker, triesLeft - 1)
}

/**
 * Stores the claims of emails before SES is called. Emails that are not due any more (the learner left, paused, did
 * the module; another worker claimed it) are left out, and so are those that a canary has no room for.
 */
export async function claim(
  deps: DeliveryDeps,
  planned: readonly Planned[],
  worker: string,
): Promise<Claimed[]> {
  const admitted = await withinCanaries(deps, planned)
  const claimed = await Promise.all(
    admitted.map(one =>
      claimOne(deps, one, worker).catch(error => {
        // The row cannot be read either. If the claim was stored, it expires and is settled by evidence.
        deps.log.error('A claim could not be made or read', { emailId: one.email.id, reason: String(error) })
        return undefined
      }),
    ),
  )
  return claimed.filter(one => one !== undefined)
}

function settlement({ claimed, outcome }: Sent) {
  const { email } = claimed.planned
  return { type: 'SettleEmail' as const, emailId: email.id, journeyId: journeyOf(email), outcome }
}

/**
 * Settles an email with one write on the state as claimed.
 * @returns false if somebody changed the learner meanwhile.
 */
async function settleAsClaimed(deps: DeliveryDeps, sent: Sent): Promise<boolean> {
  const { record } = sent.claimed
  const journeys = await deps.library.journeys(journeysOf(record.learner))
  const command: Command = { ...settlement(sent), at: deps.clock.now() }
  const decision = decide(record.learner, command, journeys)
  return (await deps.learners.save(record, changeBy(record.learner, decision))) !== undefined
}

/** Settles an email; on failure or conflict, reads and decides again. Only this worker knows the outcome. */
async function settleOne(deps: DeliveryDeps, sent: Sent): Promise<void> {
  const settled = await settleAsClaimed(deps, sent).catch(() => false)
  if (!settled) await executeCommand(deps, sent.claimed.record.learner.id, settlement(sent))
}

/**
 * Stores the outcome of each email. If that fails, the claim stays and evidence settles it later; an email is never
 * sent again on a guess.
 */
export async function settle(deps: DeliveryDeps, sent: readonly Sent[]): Promise<void> {
  await Promise.all(
    sent.map(one =>
      settleOne(deps, one).catch(error => {
        const { id } = one.claimed.planned.email
        deps.log.error('An email was sent and could not be settled', { emailId: id, reason: String(error) })
      }),
    ),
  )
}
