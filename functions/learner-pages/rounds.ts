import {
  type JoinedRound,
  type Joins,
  joinRound,
  leaveRound,
  openRound,
} from '../../shared/application/circles/join-round.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { FieldProblem } from '../../shared/contracts/form-problems.ts'
import type { RoundNotice } from '../../shared/contracts/notice.ts'
import { readJoinForm } from '../../shared/contracts/round-form.ts'
import { isShown } from '../../shared/domain/circles/card.ts'
import { isOutOfReach, isReachedInTime } from '../../shared/domain/circles/eligibility.ts'
import { isActiveEntry } from '../../shared/domain/circles/entry.ts'
import { canJoin } from '../../shared/domain/circles/joining.ts'
import type { Enrolment } from '../../shared/domain/enrolment.ts'
import type { Instant, LearnerId } from '../../shared/domain/ids.ts'
import { barredFor } from '../../shared/domain/reflections/bars.ts'
import { isOnBreak } from '../../shared/domain/schedule.ts'
import { dayInWords } from '../../shared/pages/day.ts'
import { joinRoundPage } from '../../shared/pages/join-round.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { toMyJourney } from '../../shared/pages/to-my-journey.ts'
import type { RoundRef } from '../../shared/store/rounds.ts'
import { unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import type { Message } from '../../shared/texts/messages.ts'
import { roundTextsFor } from '../../shared/texts/round-texts-for.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest, RoutedRequest } from '../../shared/web/router.ts'
import { problemDetails, troubleResponse, withProblems } from '../runtime/http/trouble.ts'
import { behind, behindHeldLink, type Held, type LearnerReads, tokenIn } from './behind-link.ts'
import { noticeIn, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOf } from './reader-language.ts'

type RoundPath = '/rounds/{journey}'
const purposes = ['preferences', 'private'] as const
type HeldRound = Held<(typeof purposes)[number]>

/** Shows the open round of a journey, to join it or withdraw. */
export const showRound = (
  site: Site,
  reads: LearnerReads,
  { params, query }: RoutedRequest<RoundPath>,
): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), purposes, held =>
    page(site, reads, held, { journeyId: params.journey, query }),
  )

/** Handles joining and withdrawing. */
export async function pressOnRound(
  site: Site,
  deps: LearnerPagesDeps,
  { params, body }: PostedRequest<RoundPath>,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), purposes, async held => {
    const { learnerId, epoch, mailedAt = 0 } = held.link
    const who = { learnerId, journeyId: params.journey, epoch, mailedAt }
    const here = `/rounds/${params.journey}`
    switch (fieldOf(form, 'action')) {
      case 'join':
        return join(site, deps, held, { who, form, here })
      case 'leave':
        return (await leaveRound(behind(deps, held.link), who))
          ? redirectWithNotice(deps, here, held.link, 'round-left')
          : redirectToPage(deps, here, held.link)
      default:
        return troubleResponse(site, 'bad-request')
    }
  })
}

async function join(
  site: Site,
  deps: LearnerPagesDeps,
  held: HeldRound,
  { who, form, here }: { who: Joins; form: Form; here: string },
): Promise<WebResponse> {
  const sent = readJoinForm(form, held.holder.learner.sector !== undefined)
  if (Array.isArray(sent)) return page(site, deps, held, { journeyId: who.journeyId, form, problems: sent })
  const joined: JoinedRound = await joinRound(behind(deps, held.link), who, sent)
  if (joined === 'done') return redirectWithNotice(deps, here, held.link, 'round-joined')
  if (joined === 'too-often')
    return troubleResponse(await inLanguageOf(site, deps, who.journeyId), 'pressed-often')
  // The page says by itself why they could not join.
  return redirectToPage(deps, here, held.link)
}

interface Shown {
  journeyId: string
  /** The query, which may contain a notice. */
  query?: URLSearchParams
  /** The posted form and its errors. */
  form?: Form
  problems?: readonly FieldProblem[]
}

/** The learner's enrolment in the round's journey; undefined if circles are not visible there. */
function enrolmentIn({ link, holder: { learner } }: HeldRound, journeyId: string): Enrolment | undefined {
  const enrolment = learner.enrolments[journeyId]
  const isTheirs = learner.status === 'active' && enrolment?.epoch === link.epoch
  return isTheirs && enrolment.phase.is !== 'left' ? enrolment : undefined
}

async function page(site: Site, reads: LearnerReads, held: HeldRound, shown: Shown): Promise<WebResponse> {
  const { journeyId } = shown
  const enrolment = enrolmentIn(held, journeyId)
  const round = await openRound(reads, journeyId)
  if (!enrolment || !round || !(await reads.circleLibrary.isOn(journeyId)))
    return troubleResponse(site, 'not-found')
  const inLanguage = await inLanguageOf(site, reads, journeyId)
  const { unreachable } = inLanguage.texts.pages
  const rounds = roundTextsFor(inLanguage.texts.language)
  const token = reads.links.token(held.link)
  const says = (words: Message) =>
    pageResponse(() => messagePage(inLanguage, words, toMyJourney(inLanguage, token)))
  if (held.holder.learner.undeliverable)
    return says({ title: unreachable.title, paragraphs: [unreachable.text] })
  if (!canJoin(enrolment)) return says(rounds.early)
  const bars = await unlessUnreadable(reads.bars(held.link.learnerId), reads.onUnreadable)
  if (!bars) return untold(inLanguage, reads, held, { ...shown, round })
  const removedAt = bars.circles
  // Emails get forwarded, so only the private link tells that an operator removed them.
  if (removedAt !== undefined && held.link.purpose !== 'private') return says(rounds.notHere)
  if (removedAt !== undefined)
    return says(rounds.removed(until(inLanguage, removedAt), site.operator.contact))
  return roundPage(inLanguage, reads, held, { ...shown, enrolment, round })
}

const until = ({ texts }: Site, since: Instant): string =>
  new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeZone: 'UTC' }).format(since + barredFor)

/** The learner's own entry. `amiss`: it cannot be shown to others as it is. */
type OwnEntry = { is: 'none' | 'good' } | { is: 'amiss'; why: 'unread' | 'name' }

async function ownEntry(
  { rounds, onUnreadable }: LearnerReads,
  round: RoundRef,
  learnerId: LearnerId,
): Promise<OwnEntry> {
  let isUnread = false
  const entry = await unlessUnreadable((await rounds()).find(round, learnerId), row => {
    isUnread = true
    onUnreadable(row)
  })
  if (isUnread) return { is: 'amiss', why: 'unread' }
  if (!isActiveEntry(entry)) return { is: 'none' }
  return isShown(entry.card) ? { is: 'good' } : { is: 'amiss', why: 'name' }
}

/**
 * The page if it cannot be read whether the learner was removed: nobody joins unchecked, and nobody is told of a
 * removal. A withdrawal that was just made is confirmed nevertheless.
 */
async function untold(
  site: Site,
  reads: LearnerReads,
  { link }: HeldRound,
  { query, round }: Shown & { round: RoundRef },
): Promise<WebResponse> {
  const { is } = await ownEntry(reads, round, link.learnerId)
  const done =
    query && noticeIn<RoundNotice>(reads, query, link, { 'round-joined': false, 'round-left': is === 'none' })
  const rounds = roundTextsFor(site.texts.language)
  const words = rounds.untold(site.operator.contact)
  const paragraphs = [...(done ? [rounds.saved[done]] : []), ...words.paragraphs]
  return {
    status: 503,
    page: () => messagePage(site, { ...words, paragraphs }),
    json: () => problemDetails(503, { ...words, paragraphs }),
  }
}

async function roundPage(
  site: Site,
  reads: LearnerReads,
  { link, holder }: HeldRound,
  { enrolment, round, query, form, problems }: Shown & { enrolment: Enrolment; round: RoundRef },
): Promise<WebResponse> {
  const entry = await ownEntry(reads, round, link.learnerId)
  const amiss = entry.is === 'amiss' ? entry.why : undefined
  const isJoined = !problems && entry.is === 'good'
  const isStillSo = { 'round-joined': isJoined, 'round-left': !isJoined && !amiss }
  const notice = query && noticeIn(reads, query, link, isStillSo)
  const { sector, preferences } = holder.learner
  const journey = (await reads.library.head(round.journeyId))?.journey
  const view = {
    journey: round.journeyId,
    token: reads.links.token(link),
    sunday: dayInWords(site.texts.language, { day: round.id, isAnotherYear: false }),
    isJoined,
    ...(amiss && { amiss }),
    isResting:
      isOutOfReach(enrolment) ||
      (journey !== undefined && isOnBreak(reads.clock.now(), journey, preferences)),
    isReachedInTime: journey === undefined || isReachedInTime(holder.learner, journey, round.closesAt),
    ...(sector && { sector }),
    ...(form && { sent: form }),
    ...(problems && { problems }),
    ...(notice && { notice }),
  }
  return pageResponse(() => joinRoundPage(site, view), withProblems(site, problems))
}
