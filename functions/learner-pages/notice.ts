import type { Link, LinkOf } from '../../shared/contracts/link.ts'
import type { Notice } from '../../shared/contracts/notice.ts'
import { minute } from '../../shared/domain/duration.ts'
import { seeOther, type WebResponse } from '../../shared/web/response.ts'
import type { LearnerReads } from './behind-link.ts'

/** How long a page goes on saying what a press did, however often it is loaded again. */
export const noticeLife = 10 * minute

type Signing = Pick<LearnerReads, 'links' | 'clock'>

/** The group whose page a link opens: what a press said in one is told on the page of no other. */
const groupIn = (link: Link): Pick<LinkOf<'notice'>, 'group'> =>
  link.purpose === 'circle' ? { group: link.group } : {}

/** Sends a browser from a press to a page behind the same link, by GET: Back and reload never ask to send a form again. */
export const seePage = ({ links }: Pick<LearnerReads, 'links'>, path: string, link: Link): WebResponse =>
  seeOther(`${path}?t=${links.token(link)}`)

/**
 * The same, to a page that says for ten minutes what the press did.
 * @param about whose button it was, where there may be several.
 */
export function seeNotice(
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

/** The notice that an address carries, if it is for the holder of the link, and its group, and its ten minutes are not over. */
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
 * What the press did that led to a page; undefined where none did, or its ten minutes are over.
 * @param link by which the page was opened: a notice is for its holder alone.
 * @param stillSo every notice that the page has words for, and whether they are true as things stand now: somebody may
 *   have pressed another button since, and then loaded this page again.
 */
export function noticeIn<N extends Notice>(
  signing: Signing,
  query: URLSearchParams,
  link: Link,
  stillSo: Readonly<Record<N, boolean>>,
): N | undefined {
  const notice = openNotice(signing, query, link)?.notice
  return notice && isAmong(notice, stillSo) && stillSo[notice] ? notice : undefined
}

const isAmong = <N extends Notice>(notice: Notice, stillSo: Readonly<Record<N, boolean>>): notice is N =>
  Object.hasOwn(stillSo, notice)
