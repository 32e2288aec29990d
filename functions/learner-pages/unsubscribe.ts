import { type Executed, previewOutcome } from '../../shared/application/execute-command.ts'
import { leave } from '../../shared/application/leave.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import type { Link, LinkOf } from '../../shared/contracts/link.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import { brokenUnsubscribePage } from '../../shared/pages/find-me.ts'
import { leftPage, unsubscribePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { behindLink, type LearnerReads, linkTrouble, tokenIn } from './behind-link.ts'
import { redirectToPage } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** The page with the button; for a person who gets no emails, what is so. */
export async function showUnsubscribe(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  const show = async (link: LinkOf<'unsubscribe'>) => {
    const record = await reads.learners.find(link.learnerId)
    const outcome = await previewOutcome(reads, record, { type: 'Leave', via: 'page' })
    if (outcome !== 'done') return leftResponse(site, reads, link, { outcome, ...(record && { record }) })
    const inLanguage = await inLanguageOfReader(site, reads, record)
    return pageResponse(() => unsubscribePage(inLanguage, { token: reads.links.token(link) }))
  }
  return behindLink(site, reads, token, ['unsubscribe'], show, () => broken(site))
}

/** A broken link leads to a page that asks for the address and mails a new link. */
const broken = (site: Site): WebResponse => ({
  ...linkTrouble(site, 'wrong'),
  page: () => brokenUnsubscribePage(site),
})

/**
 * Unsubscribes, by the page's button or by a mail program's one-click request (RFC 8058), which posts to the address
 * in the email's header. A token in the address decides, whatever the body is, and is answered directly, because
 * senders of one-click requests must not be redirected (section 3.1). The page's button posts its token in the form.
 * A link of an earlier epoch works too, because its holder wants no more emails.
 */
export async function unsubscribe(
  site: Site,
  deps: LearnerPagesDeps,
  request: PostedRequest,
): Promise<WebResponse> {
  const inAddress = tokenIn(request.query)
  const via = inAddress ? 'one-click' : 'page'
  const token = inAddress || fieldOf(formOf(request.body), 't')
  const answer = async (link: LinkOf<'unsubscribe'>) => {
    const left = await leave(deps, link.learnerId, via)
    return via === 'page' ? redirectToPage(deps, '/unsubscribe', link) : leftResponse(site, deps, link, left)
  }
  return behindLink(site, deps, token, ['unsubscribe'], answer, () => broken(site))
}

/** The page after leaving, with a way back. */
async function leftResponse(
  site: Site,
  reads: LearnerReads,
  link: Link,
  { outcome, record }: Executed<OutcomeOf<'Leave'>>,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, record)
  return pageResponse(() => leftPage(inLanguage, outcome, reads.links.token(link)))
}
