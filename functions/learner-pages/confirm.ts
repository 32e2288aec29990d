import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import { act } from '../../shared/application/act.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import { addressTakenPage } from '../../shared/pages/address-taken.ts'
import { confirmPage } from '../../shared/pages/confirm.ts'
import { confirmedPage } from '../../shared/pages/confirmed.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { Details } from '../../shared/store/details.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type Answer, pageAnswer } from '../runtime/http/answer.ts'
import { behindLink, holderOf, inEpoch, inLanguageOfReader, type LearnerReads, linkTrouble } from './parts.ts'

const purposes = ['confirm', 'address'] as const
const kindOf = (link: LinkOf<'confirm' | 'address'>) => (link.purpose === 'confirm' ? 'sign-up' : 'address')

/** The page with the button. Opening it confirms nothing: mail scanners open every link. */
export async function showConfirm(site: Site, reads: LearnerReads, token: string | null): Promise<Answer> {
  return behindLink(site, reads, token, purposes, async link => {
    const inLanguage = await inLanguageOfReader(site, reads, await reads.learners.find(link.learnerId))
    return pageAnswer(() => confirmPage(inLanguage, { token: token ?? '', what: kindOf(link) }))
  })
}

/** The button, for a sign-up or for a new address. */
export async function confirm(site: Site, deps: LearnerPagesDeps, form: Form): Promise<Answer> {
  return behindLink(site, deps, fieldOf(form, 't'), purposes, link =>
    link.purpose === 'confirm' ? confirmSignUp(site, deps, link) : confirmAddress(site, deps, link),
  )
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

async function confirmAddress(site: Site, deps: LearnerPagesDeps, link: LinkOf<'address'>): Promise<Answer> {
  const { learnerId, epoch, occurrence } = link
  const holder = await holderOf(deps, link)
  if (!holder) return linkTrouble(site, 'replaced')
  const inLanguage = await inLanguageOfReader(site, deps, holder)
  const { newAddressHash } = holder.details
  const taken = newAddressHash && (await deps.learners.idOf(newAddressHash))
  if (taken && taken !== learnerId) return { ...pageAnswer(() => addressTakenPage(inLanguage)), status: 409 }
  const { outcome } = await act(
    inEpoch(deps, epoch),
    learnerId,
    { type: 'ConfirmAddress', occurrence },
    moved,
  )
  return afterConfirmation[outcome](inLanguage)
}

const inUse = (site: Site) => pageAnswer(() => confirmedPage(site, { what: 'address' }))

const afterConfirmation: Readonly<Record<OutcomeOf<'ConfirmAddress'>, (site: Site) => Answer>> = {
  done: inUse,
  'done-before': inUse,
  replaced: site => linkTrouble(site, 'withdrawn'),
  'not-a-learner': site => linkTrouble(site, 'replaced'),
}

/** Personal data with the new address in place of the old one. */
function moved({ details }: LearnerRecord): Details {
  const { newEmail, newAddressHash, ...rest } = details
  return newEmail && newAddressHash ? { ...rest, email: newEmail, addressHash: newAddressHash } : details
}
