import { type SignUpDeps, signUp } from '../../shared/application/sign-up.ts'
import type { FieldProblem } from '../../shared/contracts/form-problems.ts'
import { fieldProblems } from '../../shared/contracts/form-problems.ts'
import { type SignUpAnswer, SignUpRequest, signUpFields, signUpJson } from '../../shared/contracts/sign-up.ts'
import type { Consent } from '../../shared/domain/consent.ts'
import { preferencesOfSignUp } from '../../shared/domain/preferences.ts'
import { thanksPage, thanksTexts } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { requestSource } from '../../shared/web/cross-site.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { formProblemDetails, troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext } from './context.ts'
import { firstPage, siteOf } from './first-page.ts'
import { isAllowedReturn } from './return-address.ts'

const hour = 3_600_000

/** A posted sign-up, by form or as JSON. */
export async function handleSignUp(
  context: SignUpContext,
  request: PostedRequest,
  deps: SignUpDeps,
): Promise<WebResponse> {
  if (requestSource(request, context.otherWebsites) === 'foreign')
    return troubleResponse(context.site, 'foreign-website')
  const read = await readSignUp(context, request, deps)
  if ('problems' in read) return corrections(context, request, deps, read.problems)
  const { sent } = read
  const outcome = await signUp(deps, {
    ...sent,
    preferences: preferencesOfSignUp({ days: sent.days, parts: sent.parts }),
    journeyId: sent.journey ?? context.defaultJourney,
    consent: { wording: sent.consentVersion, mechanism: mechanismOf(context, request, sent) },
    network: request.sourceIp,
  })
  if (outcome === 'no-such-journey')
    return corrections(context, request, deps, [{ field: 'journey', problem: 'journey-unknown' }])
  if (outcome === 'network-busy') return tooMany(context, deps)
  if (sent.return && request.body?.is === 'form') return seeOther(sent.return)
  return thanks(await siteOf(context, deps, sent.journey), outcome === 'accepted-slowly')
}

async function readSignUp(
  context: SignUpContext,
  { body }: PostedRequest,
  deps: SignUpDeps,
): Promise<{ sent: SignUpRequest } | { problems: FieldProblem[] }> {
  const parsed = SignUpRequest.safeParse(
    body?.is === 'json' ? signUpJson(body.json) : signUpFields(formOf(body)),
  )
  if (!parsed.success) return { problems: fieldProblems(parsed.error) }
  const sent = parsed.data
  // A copied form may be older than the journey's translation.
  const sites = [context.site, await siteOf(context, deps, sent.journey)]
  if (!sites.some(site => hasWording(site, sent.consentVersion)))
    return { problems: [{ field: 'consentVersion', problem: 'consent-unknown' }] }
  if (sent.return && !isAllowedReturn(sent.return, context.returnUrls))
    return { problems: [{ field: 'return', problem: 'return-refused' }] }
  return { sent }
}

/** Whether these words have ever asked for consent under that version. */
const hasWording = ({ texts }: Site, version: string): boolean =>
  Object.hasOwn(texts.pages.signUp.consent.wordings, version)

/** Through which door the agreement came, for its record. */
function mechanismOf(
  { otherWebsites }: SignUpContext,
  { body, origin, fetchSite }: PostedRequest,
  sent: SignUpRequest,
): Consent['mechanism'] {
  if (body?.is === 'json') return 'api'
  const isOurs = origin === undefined || origin === 'null' || origin === otherWebsites.own
  const isElsewhere = fetchSite === 'cross-site' || fetchSite === 'same-site' || !isOurs
  return isElsewhere || sent.return ? 'embedded-form' : 'page'
}

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
