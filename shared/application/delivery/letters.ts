import type { EmailKey } from '../../contracts/published-journey.ts'
import { type Email, isOfGroup } from '../../domain/email.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import { type LetterFacts, letterFacts } from '../circles/letter-facts.ts'
import { logUnreadable } from '../log-unreadable.ts'
import type { Claimed } from './claims.ts'
import type { DeliveryDeps } from './deps.ts'
import { templateKey } from './render.ts'
import type { RenderContext } from './render-context.ts'
import { renderLetter } from './render-letter.ts'

/** The template of a letter; if its group is gone, the one that says so. */
export const keyOf = ({ planned, facts }: Claimed): EmailKey =>
  facts?.is === 'nobody' ? 'circle-nobody' : templateKey(planned.email)

/** Adds what a letter says about its group; undefined if that cannot be read now. */
export async function withFacts(deps: DeliveryDeps, claimed: Claimed): Promise<Claimed | undefined> {
  const { planned, record } = claimed
  const { email } = planned
  if (!isOfGroup(email)) return claimed
  try {
    const reads = { ...deps, onUnreadable: logUnreadable(deps.log) }
    return { ...claimed, facts: await letterFacts(reads, email, record, deps.clock.now()) }
  } catch (error) {
    deps.log.error('What a letter says cannot be read, and it waits', {
      emailId: email.id,
      reason: String(error),
    })
    return undefined
  }
}

/** The parts of a letter about its group; empty for any other email. */
export function letterIn(
  email: Email,
  { learner }: LearnerRecord,
  facts: LetterFacts | undefined,
  context: RenderContext,
) {
  const says = isOfGroup(email) && facts && facts.is !== 'moot'
  return says ? { letter: renderLetter(learner, email, facts, context) } : {}
}

/** Whether a letter said that nobody is left in the group. */
export const whetherNobody = ({ planned, facts }: Claimed) => ({
  ...(facts?.is === 'nobody' && planned.email.kind !== 'circle-nobody' && { nobody: true as const }),
})
