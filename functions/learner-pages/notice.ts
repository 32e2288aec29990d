import type { Link, LinkOf } from '../../shared/contracts/link.ts'
import type { Notice } from '../../shared/contracts/notice.ts'
import { minute } from '../../shared/domain/duration.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { LearnerReads } from './behind-link.ts'

/** How long a page shows the notice of a press, in milliseconds, even when reloaded. */
export const noticeLife = 10 * minute

type Signing = Pick<LearnerReads, 'links' | 'clock'>

/** The group of a link: a notice is shown only on the page of the group where the press was made. */
const groupIn = (link: Link): Pick<LinkOf<'notice'>, 'group'> =>
  link.purpose === 'circle' ? { group: link.group } : {}

/** Redirects from a press to a page of the same link, so that Back and reload never send a form again. */
export const redirectToPage = (
  { links }: Pick<LearnerReads, 'links'>,
  path: string,
  link: Link,
): WebResponse => seeOther(`${path}?t=${links.token(link)}`)

/**
 * Redirects to the page of a link, with a notice of what the press did, shown for ten minutes.
 * @param about the journey or member of the button, if there are several.
 */
export function redirectWithNotice(
  signing: Signing,
  path: string,
  link: Link,
  notice: Notice,
  about: Pick<LinkOf<'notice'>, 'journeyId' | 'place'> = {},
): WebResponse {
  const { learnerId, epoch } = link
  const expiresAt = signing.clock.now() + noticeLife
  const of = { learnerId, epoch, ...groupIn(link) }
  const n = signing.links.token({ purpose: 'notice', ...of, notice, ...about, expiresAt })
  return seeOther(`${path}?t=${signing.links.token(link)}&n=${n}`)
}

/** The notice in an address, if it is for the holder of the link and its group, and has not expired. */
export function openNotice(
  { links, clock }: Signing,
  query: URLSearchParams,
  link: Link,
): LinkOf<'notice'> | undefined {
  const opened = links.open(query.get('n') ?? '', ['notice'], clock.now())
  if (opened.is !== 'good') return undefined
  const { learnerId, epoch, group } = opened.link
  const isOfHolder = learnerId === link.learnerId && epoch === link.epoch
  return isOfHolder && group === groupIn(link).group ? opened.link : undefined
}

/**
 * The notice that a page should show; undefined if there is none or it has expired.
 * @param link by which the page was opened; a notice is for its holder only.
 * @param stillTrue for every notice of the page, whether it is true now: another button may have been pressed since.
 */
export function noticeIn<N extends Notice>(
  signing: Signing,
  query: URLSearchParams,
  link: Link,
  stillTrue: Readonly<Record<N, boolean>>,
): N | undefined {
  const notice = openNotice(signing, query, link)?.notice
  return notice && isAmong(notice, stillTrue) && stillTrue[notice] ? notice : undefined
}

const isAmong = <N extends Notice>(notice: Notice, stillTrue: Readonly<Record<N, boolean>>): notice is N =>
  Object.hasOwn(stillTrue, notice)
