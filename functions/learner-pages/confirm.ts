import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import { act } from '../../shared/application/act.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import { confirmPage } from '../../shared/pages/confirm.ts'
import { confirmedPage } from '../../shared/pages/confirmed.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type Answer, pageAnswer } from '../runtime/http/answer.ts'
import { confirmAddress, undoAddress } from './address.ts'
import { behindLink, inLanguageOfReader, type LearnerReads, linkTrouble } from './parts.ts'

const purposes = ['confirm', 'address', 'undo-address'] as const
const kinds = { confirm: 'sign-up', address: 'address', 'undo-address': 'undo-address' } as const

/** The page with the button. Opening it confirms nothing: mail scanners open every link. */
export async function showConfirm(site: Site, reads: LearnerReads, token: string): Promise<Answer> {
  return behindLink(site, reads, token, purposes, async link => {
    const inLanguage = await inLanguageOfReader(site, reads, await reads.learners.find(link.learnerId))
    return pageAnswer(() =>
      confirmPage(inLanguage, { token: reads.links.token(link), what: kinds[link.purpose] }),
    )
  })
}

/** The button, for a sign-up, for a new address, or to go back to an old one. */
export async function confirm(site: Site, deps: LearnerPagesDeps, form: Form): Promise<Answer> {
  return behindLink(site, deps, fieldOf(form, 't'), purposes, link => {
    if (link.purpose === 'confirm') return confirmSignUp(site, deps, link)
    return link.purpose === 'address' ? confirmAddress(site, deps, link) : undoAddress(site, deps, link)
  })
}

async function confirmSignUp(site: Site, deps: LearnerPagesDeps, link: LinkOf<'confirm'>): Promise<Answer> {
  const { learnerId, epoch } = link
  const { outcome, record } = await act(deps, learnerId, { type: 'ConfirmSignUp', epoch })
  const inLanguage = await inLanguageOfReader(site, deps, record)
  if (outcome === 'link-outdated' || outcome === 'not-a-learner') return linkTrouble(inLanguage, 'replaced')
  return pageAnswer(() =>
    confirmedPage(inLanguage, { what: 'sign-up', outcome, isUnreachable: isUnreachable(record) }),
  )
}

/** They have the confirmation before them, and yet their mailbox said that it did not want it. */
const isUnreachable = (record: LearnerRecord | undefined): boolean =>
  record?.learner.undeliverable !== undefined
