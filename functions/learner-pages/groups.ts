import { actInCircle, actOnProposal } from '../../shared/application/circles/act.ts'
import {
  type Groups,
  type GroupView,
  otherAt,
  viewGroup,
} from '../../shared/application/circles/group-page.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import { type GroupAction, groupActions } from '../../shared/contracts/group-actions.ts'
import type { GroupNotice } from '../../shared/contracts/notice.ts'
import { Met } from '../../shared/domain/circles/circle.ts'
import { roundOfGroup } from '../../shared/domain/circles/group-id.ts'
import { canJoin } from '../../shared/domain/circles/joining.ts'
import { presentEnrolment } from '../../shared/domain/circles/presence.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { dayInWords } from '../../shared/pages/day.ts'
import { circlePage, proposalPage } from '../../shared/pages/groups.ts'
import { messagePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { toMyJourney } from '../../shared/pages/to-my-journey.ts'
import { unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import { groupTextsFor } from '../../shared/texts/group-texts-for.ts'
import type { Message } from '../../shared/texts/messages.ts'
import { formOf } from '../../shared/web/body.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import { behindHeldLink, type Held, type LearnerReads, tokenIn } from './behind-link.ts'
import { lastDayAhead } from './last-day.ts'
import { myJourneyLink } from './my-journey-link.ts'
import { noticeIn, openNotice, redirectToPage, redirectWithNotice } from './notice.ts'
import { inLanguageOf } from './reader-language.ts'

const path = '/circles'

/** Shows a proposal or the learner's circle. */
export const showGroup = (site: Site, reads: LearnerReads, query: URLSearchParams): Promise<WebResponse> =>
  behindHeldLink(site, reads, tokenIn(query), ['circle'], held => page(site, reads, held, query))

async function page(
  site: Site,
  reads: LearnerReads,
  held: Held<'circle'>,
  query: URLSearchParams,
): Promise<WebResponse> {
  const { link, holder } = held
  const { journeyId } = roundOfGroup(link.group)
  const inLanguage = await inLanguageOf(site, reads, journeyId)
  const groups = groupTextsFor(inLanguage.texts.language)
  const ownToken = reads.links.token(myJourneyLink(link))
  const says = (words: Message) =>
    pageResponse(() => messagePage(inLanguage, words, toMyJourney(inLanguage, ownToken)))
  if (!presentEnrolment(holder.learner, journeyId)) return says(groups.away)
  if (await isRemoved(reads, held)) return says(groups.gone)
  const seen = await viewGroup({ ...reads, groups: await reads.groups() }, link.group, holder.learner)
  const place = openNotice(reads, query, link)?.place
  const notice = noticeIn<GroupNotice>(reads, query, link, stillTrue(seen, place))
  const view = { token: reads.links.token(link), ownToken, ...(notice && { notice }) }
  switch (seen.is) {
    case 'gone':
      return says(groups.gone)
    case 'unreadable':
      return says(groups.unreadable(inLanguage.operator.contact))
    case 'left':
      return pageResponse(() => circlePage(inLanguage, { ...view, is: 'left' }))
    case 'proposal': {
      const until = seen.until && (await dayOf(inLanguage, reads, journeyId, seen.until))
      const shown = proposalAsPressed(seen, notice)
      return pageResponse(() => proposalPage(inLanguage, { ...view, ...shown, ...(until && { day: until }) }))
    }
    case 'circle': {
      const againUrl = await againUrlFor(reads, held)
      const shown = circleAsPressed(seen, notice, place)
      return pageResponse(() => circlePage(inLanguage, { ...view, ...shown, ...(againUrl && { againUrl }) }))
    }
  }
}

/** Whether the person was removed from circles: then they see and do nothing in them, including repeated reports. */
async function isRemoved(
  { bars, onUnreadable }: Pick<LearnerReads, 'bars' | 'onUnreadable'>,
  { holder }: Held<'circle'>,
): Promise<boolean> {
  return (await unlessUnreadable(bars(holder.learner.id), onUnreadable))?.circles !== undefined
}

type Seen<T extends GroupView['is']> = Extract<GroupView, { is: T }>

/**
 * Hides what the reader said and chose unless they have just pressed it. Emails get forwarded, perhaps to the people
 * concerned.
 */
function proposalAsPressed(seen: Seen<'proposal'>, notice?: GroupNotice): Seen<'proposal'> {
  const { says, ...hidden } = seen
  return notice ? seen : hidden
}

function circleAsPressed(seen: Seen<'circle'>, notice?: GroupNotice, place?: number): Seen<'circle'> {
  const { worth, ...hidden } = seen
  const isOfApart = notice === 'kept-apart' || notice === 'apart-undone'
  const others = seen.others.map(other => ({
    ...other,
    isApart: isOfApart && other.place === place && other.isApart,
  }))
  return { ...(notice === 'met-told' ? seen : hidden), others }
}

/** The last whole day on which an answer counts, in words; undefined once that is over. */
async function dayOf(
  { texts }: Site,
  { library, clock }: Pick<LearnerReads, 'library' | 'clock'>,
  journeyId: string,
  until: Instant,
): Promise<string | undefined> {
  const zone = (await library.head(journeyId))?.journey.zone ?? 'UTC'
  const day = lastDayAhead(until, clock.now(), zone)
  return day && dayInWords(texts.language, { day, isAnotherYear: false })
}

/** The page to join the next round, if the learner can. */
async function againUrlFor(
  reads: LearnerReads,
  { link, holder }: Held<'circle'>,
): Promise<string | undefined> {
  const { journeyId } = roundOfGroup(link.group)
  const enrolment = holder.learner.enrolments[journeyId]
  if (!enrolment || !canJoin(enrolment) || !(await reads.circleLibrary.isOn(journeyId))) return undefined
  return `/rounds/${journeyId}?t=${reads.links.token(myJourneyLink(link))}`
}

/**
 * For each notice of a press, whether it is still true.
 * @param place of the member whom the press was about.
 */
function stillTrue(seen: GroupView, place?: number): Readonly<Record<GroupNotice, boolean>> {
  const isOpen = seen.is === 'proposal' && !seen.isClosed
  const isIn = seen.is === 'circle'
  const other = isIn ? seen.others.find(one => one.place === place) : undefined
  return {
    'said-yes': isOpen && seen.says === 'yes',
    'said-no': isOpen && seen.says === 'no',
    'met-told': isIn && seen.worth !== undefined,
    'met-noted': isIn && seen.worth !== undefined,
    'hosting-passed': isIn && seen.host !== 'you',
    'kept-apart': other?.isApart === true,
    'apart-undone': other?.isApart === false,
    'circle-left': seen.is === 'left',
    'circle-reported': (isIn || seen.is === 'left') && seen.isReported,
  }
}

/** Handles a press on the page of a group. */
export async function pressInGroup(
  site: Site,
  deps: LearnerPagesDeps,
  { body }: PostedRequest,
): Promise<WebResponse> {
  const form = formOf(body)
  return behindHeldLink(site, deps, fieldOf(form, 't'), ['circle'], async held => {
    const action = groupActions.find(one => one === fieldOf(form, 'action'))
    if (!action) return troubleResponse(site, 'bad-request')
    const isHere =
      presentEnrolment(held.holder.learner, roundOfGroup(held.link.group).journeyId) !== undefined
    const groups = await deps.groups()
    // A person who has left the journey may still report. Their page looks the same.
    const done =
      (isHere || action === 'report') && !(await isRemoved(deps, held))
        ? await unlessUnreadable(press(groups, deps.clock.now(), held, { action, form }), deps.onUnreadable)
        : undefined
    return done
      ? redirectWithNotice(deps, path, held.link, done.notice, done.about)
      : redirectToPage(deps, path, held.link)
  })
}

interface Done {
  notice: GroupNotice
  /** The member whom it was about. */
  about?: { place: number }
}

interface Pressed {
  action: GroupAction
  form: Form
}

/** @returns what was done; undefined if nothing was, and the page says how things are. */
async function press(
  groups: Groups,
  at: Instant,
  { link, holder }: Held<'circle'>,
  { action, form }: Pressed,
): Promise<Done | undefined> {
  const { group } = link
  const by = { at, learnerId: holder.learner.id }
  switch (action) {
    case 'yes':
      return ifDone(await actOnProposal(groups, group, { type: 'Agree', ...by }), 'said-yes')
    case 'no':
      return ifDone(await actOnProposal(groups, group, { type: 'Decline', ...by }), 'said-no')
    case 'met': {
      const worth = Met.safeParse(fieldOf(form, 'worth') ?? 'not-said')
      if (!worth.success) return undefined
      return ifDone(
        await actInCircle(groups, group, { type: 'RecordMet', ...by, worth: worth.data }),
        worth.data === 'not-said' ? 'met-noted' : 'met-told',
      )
    }
    case 'pass-on':
      return ifDone(await actInCircle(groups, group, { type: 'PassOn', ...by }), 'hosting-passed')
    case 'leave':
      return ifDone(await actInCircle(groups, group, { type: 'Go', ...by }), 'circle-left')
    case 'report':
      return ifDone(await actInCircle(groups, group, { type: 'Report', ...by }), 'circle-reported')
    default:
      return choose(groups, group, by, { action, form })
  }
}

const ifDone = (outcome: string, notice: GroupNotice): Done | undefined =>
  outcome === 'done' || outcome === 'done-before' ? { notice } : undefined

/** Records that a learner does not want to be matched with a member again, or takes that back. */
async function choose(
  groups: Groups,
  group: string,
  { at, learnerId }: { at: Instant; learnerId: string },
  { action, form }: Pressed,
): Promise<Done | undefined> {
  const place = fieldOf(form, 'with') ?? ''
  const other = await otherAt(groups, group, place, learnerId)
  if (other === undefined) return undefined
  if (action === 'apart') await groups.ties.keepApart(learnerId, other, at)
  else await groups.ties.allowAgain(learnerId, other)
  return { notice: action === 'apart' ? 'kept-apart' : 'apart-undone', about: { place: Number(place) } }
}
