import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { confirmPage } from '../../shared/pages/confirm.ts'
import type { Site } from '../../shared/pages/site.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { confirmAddress, undoAddress } from './address.ts'
import { confirmSignUp, showSignUp } from './confirm-sign-up.ts'
import { behindLink, inLanguageOfReader, type LearnerReads } from './parts.ts'

const purposes = ['confirm', 'address', 'undo-address'] as const
const kinds = { address: 'address', 'undo-address': 'undo-address' } as const

/** The page with the button. Opening it confirms nothing: mail scanners open every link. */
export async function showConfirm(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  return behindLink(site, reads, token, purposes, async link => {
    if (link.purpose === 'confirm') return showSignUp(site, reads, link, token ?? '')
    const inLanguage = await inLanguageOfReader(site, reads, await reads.learners.find(link.learnerId))
    return pageResponse(() =>
      confirmPage(inLanguage, { token: reads.links.token(link), what: kinds[link.purpose] }),
    )
  })
}

/** The button, for a sign-up, for a new address, or to go back to an old one. */
export async function confirm(site: Site, deps: LearnerPagesDeps, form: Form): Promise<WebResponse> {
  return behindLink(site, deps, fieldOf(form, 't'), purposes, link => {
    if (link.purpose === 'confirm') return confirmSignUp(site, deps, link)
    return link.purpose === 'address' ? confirmAddress(site, deps, link) : undoAddress(site, deps, link)
  })
}
