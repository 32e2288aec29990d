import type { LinkSigner } from '../../adapters/links.ts'
import type { Instant, ModuleId } from '../../domain/ids.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Learner } from '../../domain/learner.ts'
import type { FromOthers } from './from-others.ts'

/** The values of an email that are not in the reader's record. */
export interface RenderContext extends FromOthers {
  links: Pick<LinkSigner, 'token'>
  publicUrl: string
  now: Instant
  language: string
  /** The journey version whose text the email has. */
  journey: Journey
  /** For a reminder: the subject of its module's email. */
  received?: string | undefined
  /** For a letter about a group: the parts about the group. */
  letter?: LetterParts | undefined
}

/** The parts of a letter about its group, rendered for its reader. */
export interface LetterParts {
  html: string
  text: string
  /** The address behind its button. */
  url: string
}

/** The claims that every link in a learner's emails carries. */
export const linkOf = ({ id: learnerId, epoch, addressVersion }: Learner) => ({
  learnerId,
  epoch,
  ...(addressVersion !== undefined && { addressVersion }),
})

/** The address of a module's page for a learner. */
export function modulePageUrl(
  learner: Learner,
  moduleId: ModuleId,
  { links, publicUrl, now, journey }: RenderContext,
): string {
  const { id: journeyId } = journey
  const token = links.token({ purpose: 'module', ...linkOf(learner), journeyId, moduleId, mailedAt: now })
  return `${publicUrl}/modules/${journeyId}/${moduleId}?t=${token}`
}
