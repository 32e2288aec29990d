import type { SignUpDeps } from '../../shared/application/sign-up.ts'
import { FindMeRequest, findMeFields } from '../../shared/contracts/find-me.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import { fieldProblems } from '../../shared/contracts/form-problems.ts'
import { findMePage, findMePath } from '../../shared/pages/find-me.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { slipQuestion } from '../runtime/http/slip-question.ts'
import { withProblems } from '../runtime/http/trouble.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { siteOf } from './first-page.ts'
import { receiveForm } from './receive-form.ts'

/** The form. With the token of a link, the page is for one visitor and is not cached. */
export async function showFindMe(
  context: SignUpContext,
  reads: SignUpReads,
  query: URLSearchParams,
): Promise<WebResponse> {
  const token = query.get('link') ?? undefined
  const site = await siteOf(context, reads, undefined)
  return pageResponse(() => findMePage(site, { token }), token === undefined ? { keep: 'minutes' } : {})
}

/** Receives a request for a private link. The answer is the same whoever has the address. */
export async function askForLink(
  context: SignUpContext,
  { body, sourceIp: network }: PostedRequest,
  deps: SignUpDeps,
): Promise<WebResponse> {
  const form = formOf(body)
  const site = await siteOf(context, deps, undefined)
  const parsed = FindMeRequest.safeParse(findMeFields(form))
  if (!parsed.success) {
    const problems = fieldProblems(parsed.error)
    const view = { token: fieldOf(form, 'link'), typed: fieldOf(form, 'email'), problems }
    return pageResponse(() => findMePage(site, view), {
      ...withProblems(site, problems),
      keep: 'for-going-back',
    })
  }
  const question = slipQuestion(site, findMePath, form, parsed.data.email)
  return question ?? receiveForm(context, deps, { wants: 'private-link', ...parsed.data, network })
}
