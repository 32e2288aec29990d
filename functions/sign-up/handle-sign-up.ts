import { receive, type SignUpDeps } from '../../shared/application/sign-up.ts'
import type { FieldProblem } from '../../shared/contracts/form-problems.ts'
import type { SignUpAnswer } from '../../shared/contracts/sign-up.ts'
import { sentPageUrl } from '../../shared/pages/sent.ts'
import type { Site } from '../../shared/pages/site.ts'
import { thanksPage, thanksTexts } from '../../shared/pages/thanks.ts'
import { prefersPage } from '../../shared/web/accept.ts'
import { formOf } from '../../shared/web/body.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { slipQuestion } from '../runtime/http/slip-question.ts'
import { withProblems } from '../runtime/http/trouble.ts'
import type { SignUpContext } from './context.ts'
import { firstPage, siteOf } from './first-page.ts'
import { networkBusy } from './network-busy.ts'
import { readSignUp } from './read-sign-up.ts'

/** Handles a posted sign-up, as a form or JSON. */
export async function handleSignUp(
  context: SignUpContext,
  request: PostedRequest,
  deps: SignUpDeps,
): Promise<WebResponse> {
  const read = await readSignUp(context, request, deps)
  if ('problems' in read) return corrections(context, request, deps, read.problems)
  const { signUp: filled, returnTo } = read
  const site = await siteOf(context, deps, filled.journeyId)
  const isByBrowser = isFromBrowser(request) && !returnTo
  const isOurForm = isByBrowser && filled.consent.mechanism === 'page'
  const question = isOurForm && slipQuestion(site, '/sign-up', formOf(request.body), filled.email)
  if (question) return question
  const pageId = isByBrowser ? deps.random.pageId() : undefined
  const outcome = await receive(deps, filled, pageId)
  if (outcome === 'no-such-journey') return corrections(context, request, deps, [journeyUnknown])
  if (outcome === 'network-busy') return networkBusy(context, deps)
  if (pageId) return seeOther(sentPageUrl(pageId))
  return returnTo ? seeOther(returnTo) : thanks(site, outcome === 'accepted-slowly')
}

/** Whether the sender of a form wants a page. Scripts post forms too, and are answered directly. */
const isFromBrowser = ({ body, headers }: PostedRequest): boolean =>
  body?.is === 'form' && prefersPage(headers.get('accept'))

const journeyUnknown: FieldProblem = { field: 'journey', problem: 'journey-unknown' }

/** The form again, with what was typed and the errors; for programs, a problem document. */
async function corrections(
  context: SignUpContext,
  { body }: PostedRequest,
  deps: SignUpDeps,
  problems: readonly FieldProblem[],
): Promise<WebResponse> {
  const values = formOf(body)
  const wanted = values['journey']?.[0]
  const site = await siteOf(context, deps, wanted)
  return firstPage(
    context,
    deps,
    wanted,
    { values, problems },
    { ...withProblems(site, problems), keep: 'for-going-back' },
  )
}

/** Exactly the same for a known and an unknown address. */
const thanks = (site: Site, isSlow: boolean): WebResponse => ({
  status: 202,
  page: () => thanksPage(site, isSlow),
  json: (): SignUpAnswer => ({
    status: 'check-your-inbox',
    message: thanksTexts(site, isSlow).paragraphs.join(' '),
  }),
})
