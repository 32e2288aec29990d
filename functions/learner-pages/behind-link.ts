import type { Clock } from '../../shared/adapters/clock.ts'
import type { LinkSigner, OpenedLink } from '../../shared/adapters/links.ts'
import type { CircleLibrary } from '../../shared/application/circles/circle-library.ts'
import type { GroupPageReads } from '../../shared/application/circles/group-page.ts'
import type { JourneyLibrary } from '../../shared/application/journey-library.ts'
import type { BarsOf } from '../../shared/application/reflections/barred.ts'
import type { ShelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { isForOtherAddress, type Link, type LinkOf, type LinkPurpose } from '../../shared/contracts/link.ts'
import { linkTroublePage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { InvitationStore } from '../../shared/store/invitations.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerStore } from '../../shared/store/learners.ts'
import type { ReflectionStore } from '../../shared/store/reflections.ts'
import type { RoundStore } from '../../shared/store/rounds.ts'
import type { OnUnreadable } from '../../shared/store/unreadable-row.ts'
import type { VoiceStore } from '../../shared/store/voices.ts'
import type { LinkTrouble } from '../../shared/texts/page-texts.ts'
import type { WebResponse } from '../../shared/web/response.ts'
import { problemDetails } from '../runtime/http/trouble.ts'

/** The dependencies of GET; none of them can change anybody. */
export interface LearnerReads {
  clock: Clock
  links: LinkSigner
  library: JourneyLibrary
  learners: Pick<LearnerStore, 'find' | 'isErased'>
  shelfLibrary: ShelfLibrary
  reflections: Pick<ReflectionStore, 'ofLearner'>
  voices: Pick<VoiceStore, 'find'>
  bars: BarsOf
  circleLibrary: CircleLibrary
  invitations: Pick<InvitationStore, 'find'>
  rounds: () => Promise<Pick<RoundStore, 'find'>>
  groups: () => Promise<GroupPageReads>
  /** Called for whatever a page has to omit. */
  onUnreadable: OnUnreadable
}

const statusOf: Readonly<Record<LinkTrouble, number>> = {
  expired: 410,
  replaced: 410,
  moved: 410,
  withdrawn: 410,
  'not-undone': 410,
  wrong: 404,
}

/**
 * The page of a link that does nothing: why, and what to do.
 * @param token of the link, if it is ours.
 */
export const linkTrouble = (site: Site, trouble: LinkTrouble, token?: string): WebResponse => ({
  status: statusOf[trouble],
  page: () => linkTroublePage(site, trouble, token),
  json: () => problemDetails(statusOf[trouble], site.texts.pages.link[trouble]),
})

/** The token in a query, even if a mail program changed the parameter's name `t`. */
export const tokenIn = (query: URLSearchParams): string => query.get('t') || [...query].flat().join('&')

/** A link that could not be opened. */
export type Unopened<P extends LinkPurpose> = Exclude<OpenedLink<P>, { is: 'good' }>

/**
 * Opens a link's token and answers with the page behind it, or with why it does not open. A missing token counts as
 * broken.
 * @param instead another page for a link that does not open; undefined for the usual one.
 */
export async function behindLink<P extends LinkPurpose>(
  site: Site,
  { links, clock }: Pick<LearnerReads, 'links' | 'clock'>,
  token: string | undefined,
  purposes: readonly P[],
  answer: (link: LinkOf<P>) => WebResponse | Promise<WebResponse>,
  instead?: (unopened: Unopened<P>) => WebResponse | Promise<WebResponse> | undefined,
): Promise<WebResponse> {
  const opened = links.open(token ?? '', purposes, clock.now())
  if (opened.is === 'good') return answer(opened.link)
  const offered = await instead?.(opened)
  if (offered) return offered
  if (opened.is === 'expired') return linkTrouble(site, 'expired', links.token(opened.link as Link))
  return linkTrouble(site, 'wrong')
}

/**
 * Whether a link is valid for this person: it is of their current epoch, and, if that matters, was mailed to their
 * current address.
 */
const opens = (link: Link, { learner }: LearnerRecord): boolean =>
  learner.epoch === link.epoch && !isForOtherAddress(link, learner)

/**
 * The holder of a link; undefined if they have signed up again, were erased, or, if that matters, changed their
 * address.
 */
export async function holderOf(
  { learners }: Pick<LearnerReads, 'learners'>,
  link: Link,
): Promise<LearnerRecord | undefined> {
  const record = await learners.find(link.learnerId)
  return record && opens(link, record) ? record : undefined
}

/** An opened link and its holder. */
export interface Held<P extends LinkPurpose> {
  link: LinkOf<P>
  holder: LearnerRecord
}

/** Answers with the page behind a link for its holder, or with why it opens nothing any more. */
export async function forHolder<P extends LinkPurpose>(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<P>,
  answer: (held: Held<P>) => WebResponse | Promise<WebResponse>,
): Promise<WebResponse> {
  const holder = await holderOf(reads, link as Link)
  return holder ? answer({ link, holder }) : withoutHolder(site, reads, link as Link)
}

/** Opens a link's token, and answers with the page behind it for its holder. */
export const behindHeldLink = <P extends LinkPurpose>(
  site: Site,
  reads: LearnerReads,
  token: string | undefined,
  purposes: readonly P[],
  answer: (held: Held<P>) => WebResponse | Promise<WebResponse>,
): Promise<WebResponse> =>
  behindLink(site, reads, token, purposes, link => forHolder(site, reads, link, answer))

/**
 * The same dependencies, in which no learner is found but the holder of the link. This limits what the link can
 * reach.
 */
export const behind = (deps: LearnerPagesDeps, link: Link): LearnerPagesDeps => ({
  ...deps,
  learners: { ...deps.learners, find: () => holderOf(deps, link) },
})

/** Why a link without a holder opens nothing. */
export async function withoutHolder(
  site: Site,
  { learners, links }: Pick<LearnerReads, 'learners' | 'links'>,
  link: Link,
): Promise<WebResponse> {
  const record = await learners.find(link.learnerId)
  return linkTrouble(site, record?.learner.epoch === link.epoch ? 'moved' : 'replaced', links.token(link))
}
