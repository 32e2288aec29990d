import type { Claim } from '../../domain/learner.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Claimed } from './group.ts'
import type { Planned } from './plan.ts'

const claimOf = (record: Claimed['record'], { email }: Planned): Claim | undefined =>
  'journeyId' in email ? record.learner.enrolments[email.journeyId]?.claim : record.learner.claim

/** The table's answer was lost or a rival was quicker: whose claim stands there now? */
async function ownClaim(deps: DeliveryDeps, planned: Planned, worker: string): Promise<Claimed | undefined> {
  const record = await deps.learners.find(planned.record.learner.id)
  const claim = record && claimOf(record, planned)
  const own = claim?.by === worker && claim.email.id === planned.email.id && !claim.unknownSince
  return record && own ? { record, planned } : undefined
}

async function claimOne(deps: DeliveryDeps, planned: Planned, worker: string): Promise<Claimed | undefined> {
  const { record, change } = planned
  try {
    const saved = await deps.learners.save(record, change)
    if (saved) return { record: saved, planned }
  } catch (error) {
    deps.log.warn('The answer to a claim was lost', { emailId: planned.email.id, reason: String(error) })
  }
  return ownClaim(deps, planned, worker)
}

/**
 * Writes down, before SES is called, that these emails are on their way. Who has changed since they were planned (left,
 * paused, done, claimed by a rival) is left out.
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
