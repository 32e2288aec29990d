import { erase } from '../../shared/application/erase.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { Link } from '../../shared/contracts/link.ts'
import type { LearnerId } from '../../shared/domain/ids.ts'
import { erasedPage } from '../../shared/pages/account-messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerStore } from '../../shared/store/learners.ts'
import type { ErasePress } from '../../shared/texts/account-texts.ts'
import { pageResponse, seeOther, type WebResponse } from '../../shared/web/response.ts'
import { type LearnerReads, linkTrouble } from './behind-link.ts'
import { noticeLife } from './notice.ts'

/**
 * Erases the holder of a link.
 * @param deps find people only in the epoch of that link.
 */
export async function eraseHolder(deps: LearnerPagesDeps, id: LearnerId): Promise<ErasePress> {
  const { outcome } = await erase(deps, await deps.addresses(), id)
  return outcome === 'done' ? outcome : erasedBefore(deps, id)
}

/** Distinguishes an erased person from an outdated link, neither of which has a holder: the former has a tombstone. */
export const erasedBefore = async (
  { learners }: { learners: Pick<LearnerStore, 'isErased'> },
  id: LearnerId,
): Promise<ErasePress> => ((await learners.isErased(id)) ? 'done-before' : 'link-outdated')

/** Redirects to the page with the result of the press. If nothing was erased, answers at once. */
export function afterErasing(
  site: Site,
  { links, clock }: Pick<LearnerReads, 'links' | 'clock'>,
  { learnerId, epoch }: Pick<Link, 'learnerId' | 'epoch'>,
  pressed: ErasePress,
): WebResponse {
  if (pressed === 'link-outdated') return erasedResponse(site, pressed)
  const notice = pressed === 'done' ? 'erased' : 'erased-before'
  const expiresAt = clock.now() + noticeLife
  return seeOther(`/erased?t=${links.token({ purpose: 'notice', learnerId, epoch, notice, expiresAt })}`)
}

/**
 * The page after erasure. No link has a holder any more, so the notice itself opens it; once it has expired, the page
 * says what is known.
 */
export async function showErased(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  const opened = reads.links.open(token, ['notice'], reads.clock.now())
  if (opened.is === 'broken') return linkTrouble(site, 'wrong')
  const { notice, learnerId } = opened.link
  if (notice !== 'erased' && notice !== 'erased-before') return linkTrouble(site, 'wrong')
  const isFresh = opened.is === 'good' && notice === 'erased'
  return erasedResponse(site, isFresh ? 'done' : await erasedBefore(reads, learnerId))
}

const erasedResponse = (site: Site, pressed: ErasePress): WebResponse =>
  pageResponse(() => erasedPage(site, pressed), pressed === 'link-outdated' ? { status: 410 } : {})
