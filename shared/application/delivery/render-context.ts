import type { LinkSigner } from '../../adapters/links.ts'
import type { Instant, ModuleId } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Learner } from '../../domain/learner.ts'
import type { FromOthers } from './from-others.ts'

/** What an email says beside what is known of its reader. */
export interface RenderContext extends FromOthers {
  links: Pick<LinkSigner, 'token'>
  publicUrl: string
  now: Instant
  language: string
  /** The version in whose words the email is. */
  journey: Journey
  /** Of a reminder: the subject under which its module came. */
  received?: string | undefined
  /** Of a letter about a group: what it says of it. */
  letter?: LetterParts | undefined
}

/** What a letter says of a group, made for its reader. */
export interface LetterParts {
  html: string
  text: string
  /** Behind its button. */
  url: string
}

/** What every link in somebody's emails says of them. */
export const linkOf = ({ id: learnerId, epoch, addressVersion }: Learner) => ({
  learnerId,
  epoch,
  ...(addressVersion !== undefined && { addressVersion }),
})

/** The address of a module's page, for whom the email is for. */
export function modulePageUrl(
  learner: Learner,
  moduleId: ModuleId,
  { links, publicUrl, now, journey }: RenderContext,
): string {
  const { id: journeyId } = journey
  const token = links.token({ purpose: 'module', ...linkOf(learner), journeyId, moduleId, mailedAt: now })
  return `${publicUrl}/modules/${journeyId}/${moduleId}?t=${token}`
}
