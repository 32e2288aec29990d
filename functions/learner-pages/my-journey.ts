import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type FieldProblem, fieldProblems } from '../../shared/contracts/form-problems.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import { MyJourneyRequest, myJourneyFields, privateActions } from '../../shared/contracts/my-journey-form.ts'
import { withoutPastBreak } from '../../shared/domain/preferences.ts'
import { leftOpenPage } from '../../shared/pages/left.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import { type MyJourneyView, myJourneyPage } from '../../shared/pages/my-journey.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { withProblems } from '../runtime/http/trouble.ts'
import {
  behind,
  behindHeldLink,
  behindLink,
  type Held,
  holderOf,
  type LearnerReads,
  linkTrouble,
  tokenIn,
  withoutHolder,
} from './behind-link.ts'
import { afterErasing, erasedBefore } from './erase.ts'
import { type Done, doOnMyJourney } from './my-journey-actions.ts'
import { stillTrue } from './my-journey-notices.ts'
import { journeyBlocks, todayOf } from './my-journey-view.ts'
import { noticeIn, openNotice, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

const purposes = ['preferences', 'private'] as const
type MyJourneyLink = LinkOf<(typeof purposes)[number]>
type HeldJourney = Held<(typeof purposes)[number]>
/** The path that its buttons post to. */
const here = '/my-journey'

/** Shows the page for this person. */
export const showMyJourney = (
  site: Site,
  reads: LearnerReads,
  query: URLSearchParams,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes, held => page(site, reads, held, { query }))

/** Handles a press on any of its buttons. */
export async function pressOnMyJourney(
  site: Site,
  deps: LearnerPagesDeps,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindLink(site, deps, fieldOf(form, 't'), purposes, link => press(site, deps, link, form))
}

async function press(
  site: Site,
  deps: LearnerPagesDeps,
  link: MyJourneyLink,
  form: Form,
): Promise<WebResponse> {
  const holder = await holderOf(deps, link)
  if (!holder) return pressedForNobody(site, deps, link, form)
  const isPrivatePress = isPrivateAction(fieldOf(form, 'action'))
  if (holder.learner.status === 'left' && !isPrivatePress) return redirectToPage(deps, here, link)
  const parsed = MyJourneyRequest.safeParse(myJourneyFields(form))
  if (!parsed.success)
    return page(site, deps, { link, holder }, { problems: fieldProblems(parsed.error), form })
  if (isPrivatePress && link.purpose !== 'private') return linkTrouble(site, 'wrong')
  const done = await doOnMyJourney(behind(deps, link), holder, parsed.data, link.mailedAt ?? 0)
  return answer(await inLanguageOfReader(site, deps, holder), deps, link, done, form)
}

const isPrivateAction = (action: string | undefined): boolean =>
  (privateActions as readonly (string | undefined)[]).includes(action)

/** The link has no holder, so nothing is done. A person who pressed "erase" is told whether everything is gone. */
async function pressedForNobody(
  site: Site,
  deps: LearnerPagesDeps,
  link: MyJourneyLink,
  form: Form,
): Promise<WebResponse> {
  if (link.purpose !== 'private' || fieldOf(form, 'action') !== 'erase')
    return withoutHolder(site, deps, link)
  return afterErasing(site, deps, link, await erasedBefore(deps, link.learnerId))
}

function answer(
  site: Site,
  deps: LearnerPagesDeps,
  link: MyJourneyLink,
  done: Done,
  form: Form,
): WebResponse | Promise<WebResponse> {
  switch (done.is) {
    case 'answered':
      return done.answer(site)
    case 'wrong':
      return page(site, deps, { link, holder: done.record }, { problems: done.problems, form })
    case 'noticed':
      return redirectWithNotice(deps, here, link, done.notice, done.about)
    case 'left':
      return redirectToPage(deps, here, link)
    case 'gone':
      return withoutHolder(site, deps, link)
  }
}

interface Shown {
  /** The query, which may contain a notice. */
  query?: URLSearchParams
  problems?: readonly FieldProblem[]
  /** The posted form; kept if it has an error. */
  form?: Form
}

async function page(
  site: Site,
  reads: LearnerReads,
  { link, holder: record }: HeldJourney,
  { form, problems, query = new URLSearchParams() }: Shown,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, record)
  if (record.learner.status === 'left') return whenLeft(inLanguage, reads, link, problems)
  const journeys = await journeyBlocks(reads, record, link)
  const stored = withoutPastBreak(record.learner.preferences, await todayOf(reads, record))
  const sentTimes = form && fieldOf(form, 'action') === 'times'
  const about = openNotice(reads, query, link)?.journeyId
  const notice = noticeIn(reads, query, link, stillTrue(record.learner, journeys, reads.clock.now(), about))
  const ofJourney = journeys.length > 1 ? journeys.find(({ id }) => id === about)?.title : undefined
  const view: MyJourneyView = {
    token: reads.links.token(link),
    journeys,
    liked: stored,
    times: sentTimes ? { sent: form } : { stored },
    isPrivate: link.purpose === 'private',
    isUnreachable: record.learner.undeliverable !== undefined,
    ...(problems && { problems }),
    ...(notice && { notice, ...(ofJourney !== undefined && { ofJourney }) }),
  }
  return pageResponse(() => myJourneyPage(inLanguage, view), withProblems(inLanguage, problems))
}

/** With a private link, a person who has left sees what they can still do. */
function whenLeft(
  site: Site,
  { links }: LearnerReads,
  link: MyJourneyLink,
  problems: readonly FieldProblem[] | undefined,
): WebResponse {
  const token = links.token(link)
  return link.purpose === 'private'
    ? pageResponse(() => leftOpenPage(site, { token, problems }), withProblems(site, problems))
    : pageResponse(() => leftPage(site, 'done-before', token))
}
