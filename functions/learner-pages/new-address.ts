import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { EmailAddress } from '../../shared/contracts/email-address.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type FormProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import { newAddressPage } from '../../shared/pages/new-address.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { slipQuestion } from '../runtime/http/slip-question.ts'
import { withProblems } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, withoutHolder } from './behind-link.ts'
import { type AskedFor, askForAddress } from './change-address.ts'
import { redirectToPage } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

const path = '/change-address'

/** The page to ask for another address; shows the one that waits for confirmation. */
export async function showNewAddress(site: Site, reads: LearnerReads, token: string): Promise<WebResponse> {
  return behindHeldLink(site, reads, token, ['private'], async held =>
    page(await inLanguageOfReader(site, reads, held.holder), reads, held),
  )
}

/** A text that is no acceptable address, and why. */
interface Wrong {
  problem: FormProblem
  typed: string | undefined
}

function page(
  site: Site,
  { links }: LearnerReads,
  { link, holder: { learner, details } }: Held<'private'>,
  wrong?: Wrong,
): WebResponse {
  if (learner.status === 'left') return pageResponse(() => leftPage(site, 'done-before', links.token(link)))
  const asked = learner.addressChange === undefined ? undefined : details.newEmail
  const problems = wrong && [{ field: 'email', problem: wrong.problem }]
  const view = { token: links.token(link), asked, typed: wrong?.typed, problems }
  return pageResponse(() => newAddressPage(site, view), withProblems(site, problems))
}

/** Requests a new address. Works only behind the private link, because its owner may be a stranger. */
export async function askNewAddress(
  site: Site,
  deps: LearnerPagesDeps,
  { body, sourceIp }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), ['private'], async held =>
    requestChange(await inLanguageOfReader(site, deps, held.holder), deps, held, { form, network: sourceIp }),
  )
}

interface Asking {
  form: Form
  network: string
}

/** Why an address was refused. */
const rejections: Readonly<Record<Exclude<AskedFor, 'done' | 'done-before' | 'not-a-learner'>, FormProblem>> =
  {
    'address-same': 'address-same',
    'still-mailing': 'still-mailing',
    'moved-often': 'moved-often',
    'mailbox-full': 'mailbox-full',
    'too-often': 'mailed-often',
  }

async function requestChange(
  site: Site,
  deps: LearnerPagesDeps,
  held: Held<'private'>,
  { form, network }: Asking,
): Promise<WebResponse> {
  const { link, holder } = held
  const typed = fieldOf(form, 'email')
  const wrong = (problem: FormProblem, record = holder) =>
    page(site, deps, { link, holder: record }, { problem, typed })
  const parsed = EmailAddress.safeParse(typed)
  if (!parsed.success) return wrong(fieldProblems(parsed.error)[0]?.problem ?? 'wrong')
  const question = slipQuestion(site, path, form, parsed.data)
  if (question) return question
  const from = { mailedAt: link.mailedAt ?? 0, network }
  const { outcome, record } = await askForAddress(behind(deps, link), holder, parsed.data, from)
  if (outcome === 'done' || outcome === 'done-before') return redirectToPage(deps, path, link)
  if (outcome !== 'not-a-learner') return wrong(rejections[outcome], record)
  if (!record) return withoutHolder(site, deps, link)
  return wrong(record.learner.undeliverable ? 'unreachable' : 'unconfirmed', record)
}
