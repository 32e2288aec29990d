import { erase } from '../../shared/application/erase.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { LearnerId } from '../../shared/domain/ids.ts'
import { erasedPage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { ErasePress } from '../../shared/texts/page-texts.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'

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
  { learners }: Pick<LearnerPagesDeps, 'learners'>,
  id: LearnerId,
): Promise<ErasePress> => ((await learners.isErased(id)) ? 'done-before' : 'link-outdated')

/** What became of the press. */
export const erasedAnswer = (site: Site, pressed: ErasePress): WebResponse =>
  pageResponse(() => erasedPage(site, pressed), pressed === 'link-outdated' ? { status: 410 } : {})
