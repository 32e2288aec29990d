import type { Command } from '../../domain/commands.ts'
import { decide } from '../../domain/decide.ts'
import { journeyOf } from '../../domain/email.ts'
import { act, changeBy, journeysOf } from '../act.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Sent } from './send.ts'

function settlement({ claimed, outcome }: Sent) {
  const { email } = claimed.planned
  return { type: 'SettleEmail' as const, emailId: email.id, journeyId: journeyOf(email), outcome }
}

/** One write on the state as claimed. @returns whether it was made; otherwise somebody has changed it meanwhile. */
async function settleAsClaimed(deps: DeliveryDeps, sent: Sent): Promise<boolean> {
  const { record } = sent.claimed
  const journeys = await deps.library.journeys(journeysOf(record.learner))
  const command: Command = { ...settlement(sent), at: deps.clock.now() }
  const decision = decide(record.learner, command, journeys)
  return (await deps.learners.save(record, changeBy(record.learner, decision))) !== undefined
}

/** Where the one write fails, or somebody was quicker, reads and decides again: only this worker knows the outcome. */
async function settleOne(deps: DeliveryDeps, sent: Sent): Promise<void> {
  const settled = await settleAsClaimed(deps, sent).catch(() => false)
  if (!settled) await act(deps, sent.claimed.record.learner.id, settlement(sent))
}

/**
 * Writes down what became of each email. One that cannot be written keeps its claim, and evidence settles it later:
 * it is never sent again on a guess.
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
