import { executeCommand, previewOutcome } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { mailboxOf, normaliseAddress } from '../../shared/contracts/email-address.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import { renewalPage } from '../../shared/pages/confirm.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type Mailbox, withAccountEmail } from '../../shared/store/mailboxes.ts'
import { accountTextsFor } from '../../shared/texts/account-texts-for.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { type LearnerReads, linkTrouble } from './behind-link.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

type ExpiredLink = LinkOf<'confirm'>

const renewalBy = ({ epoch, request }: ExpiredLink, lately: Mailbox['accountEmails']) =>
  ({ type: 'RenewConfirmation', epoch, request, lately }) as const

/** The page of an expired confirmation link while its sign-up waits: a button for a new link. */
export async function showRenewal(
  site: Site,
  reads: LearnerReads,
  link: ExpiredLink,
  record: LearnerRecord | undefined,
  query: URLSearchParams,
): Promise<WebResponse> {
  const outcome = await previewOutcome(reads, record, renewalBy(link, []))
  const inLanguage = await inLanguageOfReader(site, reads, record)
  const { renew } = accountTextsFor(inLanguage.texts.language)
  const token = reads.links.token(link)
  const isAsked = noticeIn<'confirmation-asked'>(reads, query, link, { 'confirmation-asked': true })
  if (isAsked || outcome === 'asked-before') return pageResponse(() => messagePage(inLanguage, renew.asked))
  if (outcome === 'done') return pageResponse(() => renewalPage(inLanguage, token), { status: 410 })
  return linkTrouble(inLanguage, 'replaced', token)
}

/** The owner's bucket. The holder of the link reads the mailbox, so requests by strangers do not delay them. */
async function mailboxOfLink(
  { addresses, mailboxes, learners }: LearnerPagesDeps,
  { learnerId, request, mailedAt = 0 }: ExpiredLink,
): Promise<Mailbox | undefined> {
  const email = (await learners.find(learnerId))?.details.requests?.[request]?.email
  if (email === undefined) return undefined
  const hash = (await addresses()).ofMailbox(mailboxOf(normaliseAddress(email)))
  return mailboxes.find(hash, mailedAt)
}

/** Mails a new link. */
export async function renew(site: Site, deps: LearnerPagesDeps, link: ExpiredLink): Promise<WebResponse> {
  let mailbox: Mailbox | undefined
  const { outcome, record } = await executeCommand(
    deps,
    link.learnerId,
    async () => {
      mailbox = await mailboxOfLink(deps, link)
      return renewalBy(link, mailbox?.accountEmails ?? [])
    },
    (_, events) => {
      const asked = events.find(event => event.type === 'AccountEmailRequested')
      if (!asked || !mailbox) return {}
      return { also: [withAccountEmail(mailbox, asked.dueAt ?? asked.at, asked.at)] }
    },
  )
  if (outcome === 'done' || outcome === 'asked-before')
    return redirectWithNotice(deps, '/confirm', link, 'confirmation-asked')
  return refused(site, deps, link, { outcome, record })
}

async function refused(
  site: Site,
  deps: LearnerPagesDeps,
  link: ExpiredLink,
  { outcome, record }: { outcome: string; record: LearnerRecord | undefined },
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, deps, record)
  if (outcome === 'mailbox-full')
    return {
      ...pageResponse(() => messagePage(inLanguage, accountTextsFor(inLanguage.texts.language).renew.full)),
      status: 429,
    }
  return outcome === 'link-outdated' || outcome === 'not-a-learner'
    ? linkTrouble(inLanguage, 'replaced', deps.links.token(link))
    : redirectToPage(deps, '/confirm', link)
}
