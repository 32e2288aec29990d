import { receiveAgain, type SignUpDeps } from '../../shared/application/sign-up.ts'
import { EmailAddress } from '../../shared/contracts/email-address.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import { sentPage, sentPageOver, sentPageUrl } from '../../shared/pages/sent.ts'
import type { Site } from '../../shared/pages/site.ts'
import { isSignUp } from '../../shared/store/received-sign-ups.ts'
import type { SentPage } from '../../shared/store/sent-pages.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest, RoutedRequest } from '../../shared/web/router.ts'
import { slipQuestion } from '../runtime/http/slip-question.ts'
import { troubleResponse, withProblems } from '../runtime/http/trouble.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { siteOf } from './first-page.ts'
import { receiveForm, rejectionOf } from './receive-form.ts'

const path = '/sign-up/sent'

/** Shows what was filled in, to the holder of its row's random id. */
export async function showSent(
  context: SignUpContext,
  reads: SignUpReads,
  { query }: RoutedRequest,
): Promise<WebResponse> {
  const id = query.get('id') ?? ''
  const page = await reads.sentPages.find(id, context.clock.now())
  return page ? response(await siteOf(context, reads, journeyOf(page)), id, page) : over(context.site)
}

const journeyOf = (page: SentPage) => (isSignUp(page) ? page.journeyId : undefined)

const over = (site: Site): WebResponse => pageResponse(() => sentPageOver(site), { status: 410 })

const response = (
  site: Site,
  id: string,
  page: SentPage,
  wrong: { problems?: readonly FieldProblem[]; typed?: string | undefined } = {},
): WebResponse =>
  pageResponse(() => sentPage(site, { id, ...shownFields(page), ...wrong }), {
    ...withProblems(site, wrong.problems),
    ...(wrong.problems && { keep: 'for-going-back' }),
  })

const shownFields = (page: SentPage) => {
  const { email, isSlow, again } = page
  return { wants: isSignUp(page) ? ('sign-up' as const) : page.wants, email, isSlow, again }
}

/** Handles "Send it again" and a corrected address. */
export async function pressOnSent(
  context: SignUpContext,
  request: PostedRequest,
  deps: SignUpDeps,
): Promise<WebResponse> {
  const form = formOf(request.body)
  const id = fieldOf(form, 'id') ?? ''
  const page = await deps.sentPages.find(id, deps.clock.now())
  if (!page) return over(context.site)
  const pressed = { id, page, form, network: request.sourceIp }
  switch (fieldOf(form, 'action')) {
    case 'again':
      return sendAgain(context, deps, pressed)
    case 'correct':
      return correct(context, deps, pressed)
    default:
      return troubleResponse(context.site, 'bad-request')
  }
}

interface Pressed {
  id: string
  page: SentPage
  form: Form
  network: string
}

async function sendAgain(
  context: SignUpContext,
  deps: SignUpDeps,
  { id, page, form, network }: Pressed,
): Promise<WebResponse> {
  // Pressed twice, or after Back: it was requested already, and the page says so.
  if (fieldOf(form, 'asked') !== String(page.again)) return seeOther(sentPageUrl(id))
  const outcome = await receiveAgain(deps, id, page, network)
  return rejectionOf(context, deps, outcome) ?? seeOther(sentPageUrl(id))
}

/** Sends everything that was filled in again with another address, as a sign-up and a page of its own. */
async function correct(
  context: SignUpContext,
  deps: SignUpDeps,
  { id, page, form, network }: Pressed,
): Promise<WebResponse> {
  const site = await siteOf(context, deps, journeyOf(page))
  const typed = fieldOf(form, 'email')
  const parsed = EmailAddress.safeParse(typed)
  if (!parsed.success)
    return response(site, id, page, {
      problems: fieldProblems(parsed.error).map(one => ({ ...one, field: 'email' })),
      typed: typed ?? '',
    })
  const question = slipQuestion(site, path, form, parsed.data)
  return question ?? receiveForm(context, deps, { ...page, email: parsed.data, network })
}
