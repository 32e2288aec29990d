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
 * Erases whoever a link was made for.
 * @param deps in which people are found only in the life that their link was made for.
 */
export async function eraseHolder(deps: LearnerPagesDeps, id: LearnerId): Promise<ErasePress> {
  const { outcome } = await erase(deps, await deps.addresses(), id)
  return outcome === 'done' ? outcome : erasedBefore(deps, id)
}

/**
 * Nobody is found behind the link of somebody who is erased, nor behind one of an earlier sign-up: the tombstone tells
 * which it is.
 */
export const erasedBefore = async (
  { learners }: { learners: Pick<LearnerStore, 'isErased'> },
  id: LearnerId,
): Promise<ErasePress> => ((await learners.isErased(id)) ? 'done-before' : 'link-outdated')

/** Sends on to the page that tells what became of the press. Where nothing was erased, this very answer says so. */
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
 * The page after erasing. Nobody is left to whom a link could belong, so it is opened by the notice itself; once that has
 * run out, it says what is so.
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
