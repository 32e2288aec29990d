import { makeInvitation, stopInvitation } from '../../shared/application/own-invitation.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { fieldOf } from '../../shared/contracts/form.ts'
import { invitationPath } from '../../shared/contracts/invitation.ts'
import type { InvitationNotice } from '../../shared/contracts/notice.ts'
import { currentModule } from '../../shared/domain/enrolment.ts'
import { type Learner, mainJourneyOf } from '../../shared/domain/learner.ts'
import { findModule } from '../../shared/domain/progress.ts'
import { calendarDay } from '../../shared/domain/schedule.ts'
import { shownCount } from '../../shared/domain/shown-count.ts'
import { dayInWords } from '../../shared/pages/day.ts'
import { invitationPage, type OwnLink } from '../../shared/pages/invitation.ts'
import { leftPage } from '../../shared/pages/messages.ts'
import { bringPath, type Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, tokenIn } from './behind-link.ts'
import { zoneOf } from './my-journey-view.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

const purposes = ['preferences', 'private'] as const
type HeldLink = Held<(typeof purposes)[number]>

/** Shows the learner's invitation link, or the button that makes one. */
export const showInvitation = (
  site: Site,
  reads: LearnerReads,
  query: URLSearchParams,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes, held => page(site, reads, held, query))

/** Makes a link, which replaces an earlier one, or stops it. */
export async function pressOnInvitation(
  site: Site,
  deps: LearnerPagesDeps,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), purposes, async ({ link, holder }) => {
    const { learnerId, mailedAt = 0 } = link
    const see = (notice: InvitationNotice) => redirectWithNotice(deps, bringPath, link, notice)
    switch (fieldOf(form, 'action')) {
      case 'make': {
        const made = await makeInvitation(behind(deps, link), learnerId, mailedAt)
        if (made === 'too-often')
          return troubleResponse(await inLanguageOfReader(site, deps, holder), 'pressed-often')
        return made === 'done' ? see('invitation-made') : redirectToPage(deps, bringPath, link)
      }
      case 'stop':
        await stopInvitation(behind(deps, link), learnerId)
        return see('invitation-stopped')
      default:
        return troubleResponse(site, 'bad-request')
    }
  })
}

async function page(
  site: Site,
  reads: LearnerReads,
  { link, holder }: HeldLink,
  query: URLSearchParams,
): Promise<WebResponse> {
  const inLanguage = await inLanguageOfReader(site, reads, holder)
  const token = reads.links.token(link)
  if (holder.learner.status !== 'active')
    return pageResponse(() => leftPage(inLanguage, 'done-before', token))
  const own = await ownLink(inLanguage, reads, holder)
  const isStillSo = { 'invitation-made': own !== undefined, 'invitation-stopped': own === undefined }
  const notice = noticeIn<InvitationNotice>(reads, query, link, isStillSo)
  const view = { token, ...(own && { link: own }), ...(notice && { notice }) }
  return pageResponse(() => invitationPage(inLanguage, view))
}

async function ownLink(
  { publicUrl, texts }: Site,
  reads: LearnerReads,
  record: HeldLink['holder'],
): Promise<OwnLink | undefined> {
  const { ownInvitation } = record.details
  const found = ownInvitation && (await reads.invitations.find(ownInvitation.id, reads.clock.now()))
  if (!found) return undefined
  const path = invitationPath(ownInvitation.id)
  const people = shownCount(undefined, found.people)
  const question = await questionAtHand(reads, record.learner)
  const day = calendarDay(found.until - 1, await zoneOf(reads, record))
  return {
    url: publicUrl + path,
    day: dayInWords(texts.language, { day, isAnotherYear: true }),
    ...(people !== undefined && { people }),
    posterUrl: `${path}/poster`,
    card: { url: `${path}/card${question ? `?${question}` : ''}`, hasQuestion: question !== undefined },
  }
}

/** The module whose question is printed: the one to do now, or the last one they had. */
async function questionAtHand(
  { library }: LearnerReads,
  learner: Learner,
): Promise<URLSearchParams | undefined> {
  const journeyId = mainJourneyOf(learner)
  const enrolment = journeyId === undefined ? undefined : learner.enrolments[journeyId]
  const moduleId = enrolment && (currentModule(enrolment) ?? enrolment.emailed.at(-1))
  if (journeyId === undefined || moduleId === undefined) return undefined
  const journey = (await library.head(journeyId))?.journey
  if (!journey || !findModule(journey, moduleId)?.question) return undefined
  return new URLSearchParams({ journey: journeyId, module: moduleId })
}
