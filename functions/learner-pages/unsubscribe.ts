import { executeCommand } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import { leftPage, unsubscribePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { behindLink, type LearnerReads, tokenIn } from './behind-link.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** The page with the button. */
export async function showUnsubscribe(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  return behindLink(site, reads, token, ['unsubscribe'], async link => {
    const inLanguage = await inLanguageOfReader(site, reads, await reads.learners.find(link.learnerId))
    return pageResponse(() => unsubscribePage(inLanguage, { token: reads.links.token(link) }))
  })
}

/**
 * Leaving, by the page's button or by a mailbox's own (RFC 8058), which posts to the address in the email's header. A
 * token in the address decides, whatever the body is and in whatever state; the page's button sends it in its form, as
 * it has none there. A link from an earlier life works too: whoever presses it wants no more emails.
 */
export async function unsubscribe(
  site: Site,
  deps: LearnerPagesDeps,
  request: PostedRequest,
): Promise<WebResponse> {
  const inAddress = tokenIn(request.query)
  const via = inAddress ? 'one-click' : 'page'
  const token = inAddress || fieldOf(formOf(request.body), 't')
  return behindLink(site, deps, token, ['unsubscribe'], async link => {
    const { record, outcome } = await executeCommand(deps, link.learnerId, { type: 'Leave', via })
    const inLanguage = await inLanguageOfReader(site, deps, record)
    return pageResponse(() => leftPage(inLanguage, outcome, deps.links.token(link)))
  })
}
