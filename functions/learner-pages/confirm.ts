import { confirmSignUp as confirmRequested } from '../../shared/application/confirm-sign-up.ts'
import { previewOutcome } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import type { RequestedSignUp } from '../../shared/domain/requested-sign-up.ts'
import { confirmedPage } from '../../shared/pages/account-messages.ts'
import { type AskedFor, confirmPage } from '../../shared/pages/confirm.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { behindLink, type LearnerReads, linkTrouble, tokenIn, type Unopened } from './behind-link.ts'
import { confirmAddress, showConfirmAddress, showUndoAddress, undoAddress } from './change-address.ts'
import { redirectToWelcome } from './details.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOf, inLanguageOfReader } from './reader-language.ts'
import { renew, showRenewal } from './renew-confirmation.ts'

const purposes = ['confirm', 'address', 'undo-address'] as const

/** The page with the button. Opening it confirms nothing, because mail scanners open every link. */
export async function showConfirm(
  site: Site,
  reads: LearnerReads,
  query: URLSearchParams,
): Promise<WebResponse> {
  const show = async (link: ConfirmLink) => {
    if (link.purpose === 'confirm') return showSignUp(site, reads, link, query)
    return link.purpose === 'address'
      ? showConfirmAddress(site, reads, link)
      : showUndoAddress(site, reads, link)
  }
  return behindLink(site, reads, tokenIn(query), purposes, show, unopened =>
    isExpiredSignUp(unopened) ? showSignUp(site, reads, unopened.link, query, showRenewal) : undefined,
  )
}

type ConfirmLink = LinkOf<(typeof purposes)[number]>

/** An expired link of a sign-up; its page offers a new one. */
const isExpiredSignUp = (
  unopened: Unopened<(typeof purposes)[number]>,
): unopened is { is: 'expired'; link: LinkOf<'confirm'> } =>
  unopened.is === 'expired' && unopened.link.purpose === 'confirm'

/** Confirms a sign-up or a new address, or undoes a change of address. */
export async function confirm(site: Site, deps: LearnerPagesDeps, form: Form): Promise<WebResponse> {
  const press = (link: ConfirmLink) => {
    if (link.purpose === 'confirm') return confirmSignUp(site, deps, link)
    return link.purpose === 'address' ? confirmAddress(site, deps, link) : undoAddress(site, deps, link)
  }
  return behindLink(site, deps, fieldOf(form, 't'), purposes, press, unopened =>
    isExpiredSignUp(unopened) ? renew(site, deps, unopened.link) : undefined,
  )
}

/** The sign-up that a link was mailed for, while it waits. */
const requestFor = (
  record: LearnerRecord | undefined,
  link: LinkOf<'confirm'>,
): RequestedSignUp | undefined =>
  record?.learner.requests.find(({ number, epoch }) => number === link.request && epoch === link.epoch)

const confirmationBy = ({ epoch, request }: LinkOf<'confirm'>) =>
  ({ type: 'ConfirmSignUp', epoch, request }) as const

/** The page with the button and what was filled in, so that the address's owner sees what they confirm. */
async function showSignUp(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'confirm'>,
  query: URLSearchParams,
  whileItWaits: typeof showRenewal = showButton,
): Promise<WebResponse> {
  const record = await reads.learners.find(link.learnerId)
  const outcome = await previewOutcome(reads, record, confirmationBy(link))
  if (outcome !== 'done' && outcome !== 'joined')
    return confirmedBefore(site, reads, link, record, outcome, query)
  return whileItWaits(site, reads, link, record, query)
}

/** @param record the person with the waiting sign-up. */
async function showButton(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'confirm'>,
  record: LearnerRecord | undefined,
): Promise<WebResponse> {
  const request = requestFor(record, link)
  const asked = record && request && (await askedFor(reads, record, request))
  const joins = record?.learner.status === 'active' ? asked?.journey : undefined
  const inLanguage = request
    ? await inLanguageOf(site, reads, request.journeyId)
    : await inLanguageOfReader(site, reads, record)
  const token = reads.links.token(link)
  return pageResponse(() => confirmPage(inLanguage, { token, what: 'sign-up', asked, joins }))
}

/** The page for a press that would confirm nothing, or nothing more. */
async function confirmedBefore(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'confirm'>,
  record: LearnerRecord | undefined,
  outcome: Exclude<OutcomeOf<'ConfirmSignUp'>, 'done' | 'joined'>,
  query: URLSearchParams,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, record)
  if (outcome === 'link-outdated' || outcome === 'not-a-learner')
    return linkTrouble(inLanguage, 'replaced', reads.links.token(link))
  // They can read the email with the link, but their mailbox may have bounced or complained.
  const isUnreachable = record?.learner.undeliverable !== undefined
  const joined = noticeIn<'joined'>(reads, query, link, { joined: outcome === 'done-before' })
  const said = joined ?? outcome
  if (said !== 'joined' && said !== 'completed-before')
    return pageResponse(() => confirmedPage(inLanguage, { what: 'sign-up', outcome: said, isUnreachable }))
  const journey = await journeyAskedFor(reads, record, link.request)
  return pageResponse(() =>
    confirmedPage(inLanguage, { what: 'sign-up', outcome: said, journey, isUnreachable }),
  )
}

async function askedFor(
  { library }: LearnerReads,
  { details }: LearnerRecord,
  { number, journeyId, sector, preferences }: RequestedSignUp,
): Promise<AskedFor> {
  const { firstName, role } = details.requests?.[number] ?? {}
  const journey = (await library.head(journeyId))?.journey.title
  return { journey, firstName, role, sector, preferences }
}

/** Confirms the sign-up of this link, and nothing else. */
async function confirmSignUp(
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'confirm'>,
): Promise<WebResponse> {
  const { outcome, record } = await confirmRequested(deps, link)
  if (outcome === 'done' && record) return redirectToWelcome(deps, record)
  if (outcome === 'joined') return redirectWithNotice(deps, '/confirm', link, outcome)
  if (outcome === 'link-outdated' || outcome === 'not-a-learner')
    return linkTrouble(await inLanguageOfReader(site, deps, record), 'replaced', deps.links.token(link))
  return redirectToPage(deps, '/confirm', link)
}

/** The title of the journey that a sign-up asked for; its id if it is no longer published. */
async function journeyAskedFor(
  { library }: LearnerReads,
  record: LearnerRecord | undefined,
  request: number,
): Promise<string> {
  const { joined = [], requests = [] } = record?.learner ?? {}
  const id =
    joined.find(one => one.request === request)?.journeyId ??
    requests.find(({ number }) => number === request)?.journeyId ??
    ''
  return (await library.head(id))?.journey.title ?? id
}
