import type { SignUp } from '../../shared/application/sign-up.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import { SignUpRequest, signUpFields, signUpJson } from '../../shared/contracts/sign-up.ts'
import type { Consent } from '../../shared/domain/consent.ts'
import { noPreferences, preferencesWith } from '../../shared/domain/preferences.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { siteOf } from './first-page.ts'
import { isAllowedReturn } from './return-address.ts'

/** A sign-up from a posted form or JSON, or its errors. */
export type ReadSignUp =
  | {
      signUp: SignUp
      /** The address to which the form sends people back. */
      returnTo: string | undefined
    }
  | { problems: readonly FieldProblem[] }

/** Parses a posted sign-up and how consent was given. */
export async function readSignUp(
  context: SignUpContext,
  request: PostedRequest,
  reads: SignUpReads,
): Promise<ReadSignUp> {
  const { body, sourceIp } = request
  const isJson = body?.is === 'json'
  const parsed = SignUpRequest.safeParse(isJson ? signUpJson(body.json) : signUpFields(formOf(body)))
  if (!parsed.success) return { problems: fieldProblems(parsed.error) }
  const { journey, consentVersion, return: returnTo, days, parts, ...filled } = parsed.data
  // A copied form may be older than the journey's translation, so both sites' wordings count.
  const sites = [context.site, await siteOf(context, reads, journey)]
  if (!sites.some(site => hasWording(site, consentVersion)))
    return { problems: [{ field: 'consentVersion', problem: 'consent-unknown' }] }
  if (returnTo && !isAllowedReturn(returnTo, context.returnUrls))
    return { problems: [{ field: 'return', problem: 'return-refused' }] }
  const signUp = {
    ...filled,
    preferences: preferencesWith(noPreferences, { days, parts }),
    journeyId: journey ?? context.defaultJourney,
    consent: { wording: consentVersion, mechanism: mechanismOf(context, request, returnTo) },
    network: sourceIp,
  }
  return { signUp, returnTo: isJson ? undefined : returnTo }
}

/** Whether these texts have, or had, this version of the consent's wording. */
const hasWording = ({ texts }: Site, version: string): boolean =>
  Object.hasOwn(texts.pages.signUp.consent.wordings, version)

/** How consent was given: through an API, a form on another website, or our page. */
function mechanismOf(
  { otherWebsites }: SignUpContext,
  { body, origin, fetchSite }: PostedRequest,
  returnTo: string | undefined,
): Consent['mechanism'] {
  if (body?.is === 'json') return 'api'
  const isOurs = origin === undefined || origin === 'null' || origin === otherWebsites.own
  const isElsewhere = fetchSite === 'cross-site' || fetchSite === 'same-site' || !isOurs
  return isElsewhere || returnTo ? 'embedded-form' : 'page'
}
