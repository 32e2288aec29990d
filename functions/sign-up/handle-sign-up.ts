import { type SignUpDeps, signUp } from '../../shared/application/sign-up.ts'
import type { FieldProblem } from '../../shared/contracts/form-problems.ts'
import type { SignUpAnswer } from '../../shared/contracts/sign-up.ts'
import { hour } from '../../shared/domain/duration.ts'
import { thanksPage, thanksTexts } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { requestSource } from '../../shared/web/cross-site.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { formProblemDetails, troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext } from './context.ts'
import { firstPage, siteOf } from './first-page.ts'
import { readSignUp } from './read-sign-up.ts'

/** A posted sign-up, by form or as JSON: read, received, answered. */
export async function handleSignUp(
  context: SignUpContext,
  request: PostedRequest,
  deps: SignUpDeps,
): Promise<WebResponse> {
  if (requestSource(request, context.otherWebsites) === 'foreign')
    return troubleResponse(context.site, 'foreign-website')
  const read = await readSignUp(context, request, deps)
  if ('problems' in read) return corrections(context, request, deps, read.problems)
  const outcome = await signUp(deps, read.signUp)
  if (outcome === 'no-such-journey') return corrections(context, request, deps, [journeyUnknown])
  if (outcome === 'network-busy') return tooMany(context, deps)
  if (read.returnTo) return seeOther(read.returnTo)
  return thanks(await siteOf(context, deps, read.signUp.journeyId), outcome === 'accepted-slowly')
}

const journeyUnknown: FieldProblem = { field: 'journey', problem: 'journey-unknown' }

/** The form again with what was typed, and what to do about it; as a problem document for programs. */
async function corrections(
  context: SignUpContext,
  { body }: PostedRequest,
  deps: SignUpDeps,
  problems: readonly FieldProblem[],
): Promise<WebResponse> {
  const values = formOf(body)
  const wanted = values['journey']?.[0]
  const { pages } = (await siteOf(context, deps, wanted)).texts
  return firstPage(
    context,
    deps,
    wanted,
    { values, problems },
    { status: 422, json: () => formProblemDetails(pages, problems) },
  )
}

/** When the network's hour is over, there is room again. */
function tooMany({ site }: SignUpContext, { clock }: SignUpDeps): WebResponse {
  const seconds = Math.ceil((hour - (clock.now() % hour)) / 1000)
  return troubleResponse(site, 'too-many', { 'Retry-After': String(seconds) })
}

/** Word for word the same for an address that is known and one that is not. */
const thanks = (site: Site, isSlow: boolean): WebResponse => ({
  status: 202,
  page: () => thanksPage(site, isSlow),
  json: (): SignUpAnswer => ({
    status: 'check-your-inbox',
    message: thanksTexts(site, isSlow).paragraphs.join(' '),
  }),
})
