import { decide } from '../../domain/decide.ts'
import { journeyOf } from '../../domain/email.ts'
import { claimOf } from '../../domain/learner.ts'
import type { Claim } from '../../domain/outbox.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { changeBy, journeysOf } from '../act.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Claimed } from './group.ts'
import type { Planned } from './planned.ts'

const isOwn = (claim: Claim | undefined, { email }: Planned, worker: string): boolean =>
  claim?.by === worker && claim.email.id === email.id && !claim.unknownSince

/** One try. @returns undefined when somebody was quicker, or the table's answer was lost. */
async function tryClaim(deps: DeliveryDeps, planned: Planned): Promise<Claimed | undefined> {
  try {
    const record = await deps.learners.save(planned.record, planned.change)
    return record && { record, planned }
  } catch (error) {
    deps.log.warn('The answer to a claim was lost', { emailId: planned.email.id, reason: String(error) })
    return undefined
  }
}

/** Decides once more, on somebody as they are now. @returns undefined when it is not the same email that is due. */
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
 * Whoever changed somebody meanwhile may have changed nothing about this email: a form that was sent twice does. So the
 * claim is tried a second time, and after that left to the next tick.
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
 * Writes down, before SES is called, that these emails are on their way. Those that are not due any more (somebody has
 * left, paused, done the module; a rival has claimed it) are left out.
 */
export async function claim(
  deps: DeliveryDeps,
  planned: readonly Planned[],
  worker: string,
): Promise<Claimed[]> {
  const claimed = await Promise.all(
    planned.map(one =>
      claimOne(deps, one, worker).catch(error => {
        // Not to be read either: the claim, if it stands, grows old and is settled by evidence.
        deps.log.error('A claim could not be made or read', { emailId: one.email.id, reason: String(error) })
        return undefined
      }),
    ),
  )
  return claimed.filter(one => one !== undefined)
}
